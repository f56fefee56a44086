"""The door for print: cutting a region's programme, reading what was cut, checking it against the topic."""

import base64
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response.base import ASGIResponse

from services.programme.printing.answers import (
    SnapshotAnswer,
    SnapshotListAnswer,
    snapshot_address,
    snapshot_answer,
)
from services.programme.printing.bodies import CutOrder
from services.programme.printing.cut import save_cut, take_cut
from services.programme.printing.errors import CutOvertaken
from services.programme.printing.lay_out import lay_out
from services.programme.printing.rules.entries import Entry, Printed
from services.programme.printing.snapshot import Snapshot
from services.programme.printing.store.snapshots import get_content, get_snapshot, list_snapshots
from services.programme.printing.verify import Verification, verify
from shared.contracts.content import Instant
from shared.editions.editions import Editions
from shared.http.access import opened_to
from shared.http.conditional import etag, is_known
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.idempotency import response
from shared.http.query import known_region
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import find_answer, get_answer, keep_answer
from shared.identity.caller import Caller, require_in_charge, require_region
from shared.kafka.cluster import Cluster
from shared.postgres.database import Database

ATTEMPTS = 10
OK = 200
CREATED = 201
NOT_MODIFIED = 304
LONG = {"Cache-Control": "public, max-age=3600", "Vary": "Accept-Encoding"}
"""The facts stay for ever, but the links among them are those of today."""
OWN = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept-Encoding"}
"""The bytes never change; who may read them is asked each time."""
NEVER = {"Cache-Control": "private, no-store"}
"""Contacts can be erased here, so no copy may outlive them."""


def _described(answer: Any, description: str) -> ResponseSpec:
    """Describe bytes that a handler has encoded itself."""
    return ResponseSpec(answer, generate_examples=False, description=description)


@post(
    "/print-snapshots",
    opt=opened_to("moderator", "national"),
    responses={CREATED: _described(SnapshotAnswer, "The cut, which never changes.")},
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


@get("/print-snapshots")
async def list_print_snapshots(
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    region: Annotated[str | None, QueryParameter(description="INSEE code of a region.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> SnapshotListAnswer:
    """List cuts, the latest first, without their content."""
    if region is not None:
        known_region(region)
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_snapshots(tx, region_code=region, limit=limit + 1, after=after)
    shown = found[:limit]
    following = cursors.encode((shown[-1].cut_at, shown[-1].snapshot_id)) if len(found) > limit else None
    return SnapshotListAnswer(items=[snapshot_answer(site, snapshot) for snapshot in shown], next=following)


@get("/print-snapshots/{snapshot_id:uuid}", responses={OK: _described(SnapshotAnswer, "The facts of the cut.")})
async def show_print_snapshot(
    request: Exchange,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    snapshot_id: FromPath[UUID],
) -> Response[bytes]:
    """Show the facts of one cut, its hash among them, to anybody."""
    async with database.transaction(readonly=True) as tx:
        snapshot = await get_snapshot(tx, snapshot_id)
    return _lasting(request, snapshot, msgspec.json.encode(snapshot_answer(site, snapshot)), headers=LONG)


@get(
    "/print-snapshots/{snapshot_id:uuid}/content",
    opt=opened_to("moderator", "national", "service"),
    responses={OK: _described(list[Entry], "The canonical bytes.")},
)
async def show_print_snapshot_content(
    request: Exchange,
    database: NamedDependency[Database],
    caller: NamedDependency[Caller],
    snapshot_id: FromPath[UUID],
) -> Response[bytes]:
    """Answer the canonical bytes, whose SHA-256 anybody knows, to those in charge of the region.

    Of a contact they hold a salted hash.
    """
    async with database.transaction(readonly=True) as tx:
        snapshot = await get_snapshot(tx, snapshot_id)
        require_in_charge(caller, snapshot.region_code)
        content = await get_content(tx, snapshot_id)
    digest = base64.b64encode(bytes.fromhex(snapshot.sha256)).decode()
    return _lasting(request, snapshot, content, headers={**OWN, "Repr-Digest": f"sha-256=:{digest}:"})


@get(
    "/print-snapshots/{snapshot_id:uuid}/entries",
    opt=opened_to("moderator", "national", "service"),
    responses={OK: _described(list[Printed], "In printing order.")},
)
async def show_print_snapshot_entries(
    database: NamedDependency[Database], caller: NamedDependency[Caller], snapshot_id: FromPath[UUID]
) -> Response[bytes]:
    """Answer what is to be laid out, in printing order, to those in charge of the region.

    Each has the contact that may be printed, unless it was erased.
    """
    async with database.transaction(readonly=True) as tx:
        snapshot = await get_snapshot(tx, snapshot_id)
        require_in_charge(caller, snapshot.region_code)
        printed = await lay_out(tx, snapshot)
    return Response(msgspec.json.encode(printed), media_type="application/json", headers=NEVER)


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


def _lasting(request: Exchange, snapshot: Snapshot, body: bytes, *, headers: dict[str, str]) -> Response[bytes]:
    sent = {"ETag": etag(snapshot.sha256), **headers}
    if is_known(request.headers.get("if-none-match"), snapshot.sha256):
        return Response(b"", status_code=NOT_MODIFIED, headers=sent)
    return Response(body, media_type="application/json", headers=sent)
