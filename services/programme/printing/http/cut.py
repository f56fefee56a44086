"""The door for print: cutting a region's programme, and checking a cut against the topic."""

from uuid import UUID

import asyncpg
from litestar import post
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response.base import ASGIResponse

from services.programme.printing.answers import (
    SnapshotAnswer,
    snapshot_address,
    snapshot_answer,
)
from services.programme.printing.bodies import CutOrder
from services.programme.printing.cut import save_cut, take_cut
from services.programme.printing.errors import CutOvertaken
from services.programme.printing.verify import Verification, verify
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.conditional import etag
from shared.http.idempotency import response
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import find_answer, get_answer, keep_answer
from shared.identity.caller import Caller, require_region
from shared.kafka.cluster import Cluster
from shared.postgres.database import Database

ATTEMPTS = 10
CREATED = 201


@post(
    "/print-snapshots",
    opt=opened_to("moderator", "national"),
    responses={
        CREATED: ResponseSpec(SnapshotAnswer, generate_examples=False, description="The cut, which never changes.")
    },
)
async def cut_print_snapshot(
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    data: JSONBody[CutOrder],
) -> ASGIResponse:
    """Freeze a region's programme for paper; open to the region's moderators and to the national team."""
    require_region(caller, data.region_code)
    edition = editions.writable(editions.present.year)

    for _ in range(ATTEMPTS):
        try:
            answer = await _cut_once(database, site, repeatable, data.region_code, edition=edition.year)
        except (CutOvertaken, asyncpg.SerializationError):
            # Another cut, or the same request again, committed after this transaction's instant: take a new instant.
            continue
        return response(answer)
    raise CutOvertaken(
        "D’autres relevés de cette région ont lieu en même temps : réessayez dans quelques secondes, avec la même clé.",
        retry_after_seconds=2,
    )


@post(
    "/print-snapshots/{snapshot_id:uuid}/verification",
    status_code=200,
    opt=opened_to("moderator", "national", "service"),
)
async def verify_print_snapshot(
    database: NamedDependency[Database],
    caller: NamedDependency[Caller],  # noqa: ARG001  who asks is looked at before
    cluster: NamedDependency[Cluster],
    snapshot_id: FromPath[UUID],
) -> Verification:
    """Replay the topic up to the cut and compare; it reads a whole topic, so it asks for a key."""
    return await verify(database, cluster=cluster, snapshot_id=snapshot_id)


async def _cut_once(
    database: Database, site: Site, repeatable: Repeatable, region_code: str, *, edition: int
) -> Answer:
    async with database.transaction(isolation="repeatable_read") as tx:
        if known := await find_answer(tx, repeatable):
            return known
        taken = await take_cut(tx, region_code=region_code, edition=edition)
        facts = snapshot_answer(site, taken.snapshot)
        headers = {"Location": facts.links["self"], "ETag": etag(taken.snapshot.sha256)}
        answer = Answer.of(CREATED, facts, headers)
        if not await keep_answer(tx, repeatable, answer):
            return await get_answer(tx, repeatable)
        await save_cut(tx, taken, address_of=lambda snapshot_id: snapshot_address(site, snapshot_id))
        return answer
