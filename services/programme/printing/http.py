"""The door for print: cutting a region's programme, reading what was cut, checking it against the topic."""

import base64
from datetime import datetime
from typing import Annotated
from uuid import UUID

import asyncpg
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from services.programme.listings.answers import (
    SnapshotAnswer,
    SnapshotListAnswer,
    WholeSnapshotAnswer,
    described,
    snapshot_address,
    snapshot_answer,
    with_content,
)
from services.programme.listings.bodies import CutOrder
from services.programme.listings.errors import CutOvertaken
from services.programme.listings.rules import Entry
from services.programme.printing.cut import cut
from services.programme.printing.store import Snapshot, get_snapshot, list_snapshots
from services.programme.printing.verify import Verification, verify
from shared.http.access import Caller, require, require_region
from shared.http.conditional import etag, is_known
from shared.http.cursor import decode_cursor, encode_cursor
from shared.http.exchange import Exchange
from shared.http.idempotency import Answer, Repeatable, once
from shared.http.query import known_region
from shared.http.site import Site
from shared.postgres.database import Database

ATTEMPTS = 10
OK = 200
CREATED = 201
NOT_MODIFIED = 304
FOREVER = "public, max-age=31536000, immutable"
LONG = "public, max-age=3600"
"""The content stays for ever, but the links beside it are those of today."""


@post("/print-snapshots", responses={CREATED: described(SnapshotAnswer, "The cut, which never changes.")})
async def cut_print_snapshot(
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    repeatable: NamedDependency[Repeatable],
    data: JSONBody[CutOrder],
) -> Response[bytes]:
    """Freeze a region's programme for paper; open to the region's moderators and to the national team."""
    require_region(caller, data.region_code)

    for _ in range(ATTEMPTS):
        try:
            answer = await _cut_once(database, site, repeatable, data.region_code)
        except (CutOvertaken, asyncpg.SerializationError):
            # Another cut, or the same request again, committed after this transaction's instant: take a new instant.
            continue
        return answer.response()
    raise CutOvertaken(
        "D’autres relevés de cette région ont lieu en même temps : réessayez dans quelques secondes, avec la même clé.",
        retry_after_seconds=2,
    )


@get("/print-snapshots")
async def list_print_snapshots(
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    region: Annotated[str | None, QueryParameter(description="INSEE code of a region.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> SnapshotListAnswer:
    """List cuts, the latest first, without their content."""
    if region is not None:
        known_region(region)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_snapshots(tx, region_code=region, limit=limit + 1, after=after)
    shown = found[:limit]
    following = encode_cursor((shown[-1].cut_at, shown[-1].snapshot_id)) if len(found) > limit else None
    return SnapshotListAnswer(items=[snapshot_answer(site, snapshot) for snapshot in shown], next=following)


@get("/print-snapshots/{snapshot_id:uuid}", responses={OK: described(WholeSnapshotAnswer, "The cut.")})
async def show_print_snapshot(
    request: Exchange,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    snapshot_id: FromPath[UUID],
) -> Response[bytes]:
    """Show one cut with its whole content, which never changes."""
    snapshot, content = await _get_snapshot(database, snapshot_id)
    body = with_content(snapshot_answer(site, snapshot), content)
    return _lasting(request, snapshot, body, headers={"Cache-Control": LONG})


@get("/print-snapshots/{snapshot_id:uuid}/content", responses={OK: described(list[Entry], "The canonical bytes.")})
async def show_print_snapshot_content(
    request: Exchange, database: NamedDependency[Database], snapshot_id: FromPath[UUID]
) -> Response[bytes]:
    """Answer the canonical bytes alone, so that anybody can compute their SHA-256."""
    snapshot, content = await _get_snapshot(database, snapshot_id)
    digest = base64.b64encode(bytes.fromhex(snapshot.sha256)).decode()
    headers = {"Cache-Control": FOREVER, "Repr-Digest": f"sha-256=:{digest}:"}
    return _lasting(request, snapshot, content, headers=headers)


@post("/print-snapshots/{snapshot_id:uuid}/verification", status_code=200)
async def verify_print_snapshot(
    database: NamedDependency[Database],
    caller: NamedDependency[Caller],
    kafka: NamedDependency[str],
    snapshot_id: FromPath[UUID],
) -> Verification:
    """Replay the topic up to the cut and compare; it reads a whole topic, so it asks for a key."""
    require(caller, "moderator", "national", "service")
    return await verify(database, bootstrap_servers=kafka, snapshot_id=snapshot_id)


async def _cut_once(database: Database, site: Site, repeatable: Repeatable, region_code: str) -> Answer:
    async with database.transaction(isolation="repeatable_read") as tx:

        async def work() -> Answer:
            snapshot = await cut(
                tx,
                region_code=region_code,
                edition=site.edition,
                address_of=lambda snapshot_id: snapshot_address(site, snapshot_id),
            )
            answer = snapshot_answer(site, snapshot)
            headers = {"Location": answer.links["self"], "ETag": etag(snapshot.sha256)}
            return Answer.of(CREATED, answer, headers)

        return await once(tx, repeatable, work)


async def _get_snapshot(database: Database, snapshot_id: UUID) -> tuple[Snapshot, bytes]:
    async with database.transaction(readonly=True) as tx:
        return await get_snapshot(tx, snapshot_id)


def _lasting(request: Exchange, snapshot: Snapshot, body: bytes, *, headers: dict[str, str]) -> Response[bytes]:
    sent = {"ETag": etag(snapshot.sha256), "Vary": "Accept-Encoding", **headers}
    if is_known(request.headers.get("if-none-match"), snapshot.sha256):
        return Response(b"", status_code=NOT_MODIFIED, headers=sent)
    return Response(body, media_type="application/json", headers=sent)
