"""The door for programs: register, read, amend and withdraw manifestations."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody

from services.submission.manifestations.accept import accept_once, submitted
from services.submission.manifestations.amend import amend
from services.submission.manifestations.answers import ManifestationAnswer, manifestation_answer, resource_address
from services.submission.manifestations.bodies import ReceivedManifestation, read_manifestation
from services.submission.manifestations.ownership import owned, readable
from services.submission.manifestations.store import Manifestation
from services.submission.manifestations.withdraw import withdraw
from shared.http.access import Caller, require
from shared.http.conditional import etag, expected_version
from shared.http.idempotency import Answer, Repeatable
from shared.http.site import Site
from shared.postgres.database import Database

CREATED = 201
OK = 200
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", description='ETag that was read, for example "3".')]


@post(
    "/manifestations",
    status_code=CREATED,
    responses={
        CREATED: ResponseSpec(data_container=ManifestationAnswer, description="Registered, address in Location"),
    },
)
async def submit_manifestation(
    *,
    data: JSONBody[ReceivedManifestation],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Register a manifestation; the same Idempotency-Key again gets the first answer again."""
    require(caller, "organiser", "service")
    body = read_manifestation(data.received, edition=site.edition)
    manifestation = submitted(
        uuid4(), body.registration(), owner_key_id=caller.key_id, edition=site.edition, now=datetime.now(UTC)
    )
    headers = {"Location": resource_address(site, manifestation.id), "ETag": etag(manifestation.version)}
    answer = Answer.of(CREATED, manifestation_answer(site, manifestation), headers)
    return (await accept_once(database, manifestation, repeatable, answer)).response()


@get("/manifestations/{manifestation_id:uuid}")
async def show_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Response[ManifestationAnswer]:
    """Show one manifestation with where it stands; 404 for those that the key may not see."""
    async with database.transaction(readonly=True) as tx:
        return _shown(site, await readable(tx, manifestation_id, caller))


@put("/manifestations/{manifestation_id:uuid}")
async def amend_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    data: JSONBody[ReceivedManifestation],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    if_match: IfMatch = None,
) -> Response[ManifestationAnswer]:
    """Replace what a manifestation says; it is judged again."""
    async with database.transaction() as tx:
        manifestation = await owned(tx, manifestation_id, caller)
        version = expected_version(if_match)
        body = read_manifestation(data.received, edition=manifestation.edition)
        await amend(tx, manifestation, body.registration(), expected_version=version, now=datetime.now(UTC))
        return _shown(site, await readable(tx, manifestation_id, caller))


@post("/manifestations/{manifestation_id:uuid}/withdrawal", status_code=OK)
async def withdraw_manifestation(
    *,
    manifestation_id: FromPath[UUID],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    if_match: IfMatch = None,
) -> Response[ManifestationAnswer]:
    """Take a manifestation back for good; it leaves the programme."""
    async with database.transaction() as tx:
        manifestation = await owned(tx, manifestation_id, caller)
        await withdraw(tx, manifestation, expected_version=expected_version(if_match), now=datetime.now(UTC))
        return _shown(site, await readable(tx, manifestation_id, caller))


def _shown(site: Site, manifestation: Manifestation) -> Response[ManifestationAnswer]:
    # The tag names the version to base a change on. The status moves without it, so nobody may keep the answer.
    headers = {"ETag": etag(manifestation.version), "Cache-Control": "no-store"}
    return Response(manifestation_answer(site, manifestation), headers=headers)
