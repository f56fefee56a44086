"""The door for programs that read one manifestation, amend it or withdraw it."""

from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import Response, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import Body, FromPath, JSONBody

from services.submission.manifestations.amend import amend
from services.submission.manifestations.answers.manifestation import ManifestationAnswer, manifestation_answer
from services.submission.manifestations.bodies import examples
from services.submission.manifestations.bodies.extra import still_asked
from services.submission.manifestations.bodies.patching import patched
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.received import ReceivedManifestation, ReceivedPatch
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.errors import ManifestationUnknown
from services.submission.manifestations.find import manifestation_with
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.withdraw import withdraw
from shared.editions.editions import Editions
from shared.errors import FieldsRefused
from shared.http.conditional import IfMatch, etag, expected_version
from shared.http.openapi import EXAMPLE
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx
from shared.versions import require_version

OK = 200
MERGE_PATCH: Final = "application/merge-patch+json"


@get("/manifestations/{manifestation_id:uuid}")
async def show_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[ManifestationAnswer]:
    """Show one manifestation with where it stands; 404 for those that the caller may not see."""
    async with database.transaction(readonly=True) as tx:
        return _shown(site, editions, await reachable(tx, manifestation_id, caller))


@put("/manifestations/{manifestation_id:uuid}", opt={EXAMPLE: examples.REGISTRATION})
async def amend_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    data: JSONBody[ReceivedManifestation],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    if_match: IfMatch = None,
) -> Response[ManifestationAnswer]:
    """Replace what a manifestation says; it is judged again.

    Where nothing differs from the present version, no version is made: the answer shows the present one, as it stands.
    """
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        version, edition = expected_version(if_match), editions.writable(manifestation.edition)
        body = read_manifestation(data.received, edition=edition)
        registration = registration_of(body, manifestation.id, manifestation.content.occurrences, edition=edition)
        await amend(tx, manifestation, registration, caller=caller, expected_version=version, now=datetime.now(UTC))
        return _shown(site, editions, await _written(tx, manifestation_id))


@patch("/manifestations/{manifestation_id:uuid}", opt={EXAMPLE: examples.PATCH})
async def change_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    data: Annotated[ReceivedPatch, Body(media_type=MERGE_PATCH)],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    if_match: IfMatch = None,
) -> Response[ManifestationAnswer]:
    """Change some fields of a manifestation, by a JSON merge patch; it is judged again.

    What the patch does not name stays. Lists, the dates among them, are replaced whole. Where nothing differs from the
    present version, no version is made: the answer shows the present one, as it stands.
    """
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        version, edition = expected_version(if_match), editions.writable(manifestation.edition)
        try:
            body = read_manifestation(
                patched(still_asked(edition, body_of(manifestation)), data.received), edition=edition
            )
        except FieldsRefused:
            # A fault may come from what somebody else changed meanwhile: that is said first.
            require_version(version, manifestation.version)
            raise
        registration = registration_of(body, manifestation.id, manifestation.content.occurrences, edition=edition)
        await amend(tx, manifestation, registration, caller=caller, expected_version=version, now=datetime.now(UTC))
        return _shown(site, editions, await _written(tx, manifestation_id))


@post("/manifestations/{manifestation_id:uuid}/withdrawal", status_code=OK)
async def withdraw_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    if_match: IfMatch = None,
) -> Response[ManifestationAnswer]:
    """Take a manifestation back for good; it leaves the programme."""
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        editions.writable(manifestation.edition)
        await withdraw(
            tx, manifestation, caller=caller, expected_version=expected_version(if_match), now=datetime.now(UTC)
        )
        return _shown(site, editions, await reachable(tx, manifestation_id, caller))


async def _written(tx: Tx, manifestation_id: UUID) -> Manifestation:
    """Return what was written just now: a chamber that corrected the place may have given it to another one."""
    found = await manifestation_with(tx, manifestation_id)
    if found is None:
        raise ManifestationUnknown
    return found


def _shown(site: Site, editions: Editions, manifestation: Manifestation) -> Response[ManifestationAnswer]:
    # The tag names the version to base a change on. The status moves without it, so nobody may keep the answer.
    headers = {"ETag": etag(manifestation.version), "Cache-Control": "no-store"}
    return Response(manifestation_answer(site, editions.of(manifestation.edition), manifestation), headers=headers)
