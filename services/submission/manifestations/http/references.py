"""The door for partners that keep one manifestation in step, under their own reference."""

from datetime import datetime

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from services.submission.manifestations.answers.manifestation import ManifestationAnswer, manifestation_answer
from services.submission.manifestations.bodies import examples
from services.submission.manifestations.bodies.bulk import read_reference
from services.submission.manifestations.bodies.received import ReceivedManifestation
from services.submission.manifestations.keep import find_known, keep
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.references import ReferenceUnknown
from services.submission.manifestations.rules.sync import Kept, Sent
from shared.editions.editions import Editions
from shared.http.conditional import etag
from shared.http.openapi import EXAMPLE
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OK, CREATED = 200, 201


@get("/manifestations/by-reference/{reference:str}")
async def show_by_reference(
    *,
    reference: FromPath[str],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[ManifestationAnswer]:
    """Show what one registered under a reference; the withdrawn one, where no other stands there."""
    edition, named = editions.present, read_reference(reference)
    known = (await find_known(database, caller, edition.year, [named])).get(named)
    if known is None or not is_open_to(known.present, caller):
        raise ReferenceUnknown(named)
    return _shown(site, editions, known.present)


@put(
    "/manifestations/by-reference/{reference:str}",
    opt={EXAMPLE: examples.REGISTRATION},
    responses={
        CREATED: ResponseSpec(data_container=ManifestationAnswer, description="Registered, address in Location"),
    },
)
async def keep_by_reference(
    *,
    reference: FromPath[str],
    data: JSONBody[ReceivedManifestation],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[ManifestationAnswer]:
    """Have what the partner has under this reference: 201 where it is new, 200 where it stood there before.

    Where nothing differs from what the partner sent last, no version is made. What a chamber or a colleague corrected
    meanwhile stays, where the partner has not changed the same field since. No mail says that it was received.
    """
    sent = Sent(reference=read_reference(reference), body=data.received)
    kept = await _keep(sent, caller, database, editions, now)
    return _shown(site, editions, _standing(kept), created=kept.outcome == "created")


@post("/manifestations/by-reference/{reference:str}/withdrawal", status_code=OK)
async def withdraw_by_reference(
    *,
    reference: FromPath[str],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[ManifestationAnswer]:
    """Take back what stands under a reference; where it is withdrawn already, nothing changes."""
    kept = await _keep(Sent(reference=read_reference(reference), withdrawn=True), caller, database, editions, now)
    return _shown(site, editions, _standing(kept))


async def _keep(sent: Sent, caller: Caller, database: Database, editions: Editions, now: datetime) -> Kept:
    edition = editions.present
    known = (await find_known(database, caller, edition.year, [sent.reference])).get(sent.reference)
    return await keep(database, sent, known, caller=caller, edition=edition, now=now)


def _standing(kept: Kept) -> Manifestation:
    if kept.manifestation is None:
        raise ReferenceUnknown(str(kept.reference))
    return kept.manifestation


def _shown(
    site: Site, editions: Editions, manifestation: Manifestation, *, created: bool = False
) -> Response[ManifestationAnswer]:
    shown = manifestation_answer(site, editions.of(manifestation.edition), manifestation)
    headers = {"ETag": etag(manifestation.version), "Cache-Control": "no-store"}
    if created:
        headers["Location"] = shown.links["self"]
    return Response(shown, status_code=CREATED if created else OK, headers=headers)
