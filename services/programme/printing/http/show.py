"""The door for print: reading what was cut."""

import base64
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter

from services.programme.printing.answers import (
    SnapshotAnswer,
    SnapshotListAnswer,
    snapshot_answer,
)
from services.programme.printing.lay_out import lay_out
from services.programme.printing.rules.entries import Entry, Printed
from services.programme.printing.snapshot import Snapshot
from services.programme.printing.store.snapshots import get_content, get_snapshot, list_snapshots
from shared.contracts.content import Instant
from shared.http.access import opened_to
from shared.http.conditional import etag, is_known
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.query import known_region
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.identity.caller import Caller, require_in_charge
from shared.postgres.database import Database

OK = 200
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


@get("/print-snapshots", responses={OK: _described(SnapshotListAnswer, "A page of cuts.")})
async def list_print_snapshots(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    region: Annotated[str | None, QueryParameter(description="INSEE code of a region.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[bytes]:
    """List cuts, the latest first, without their content."""
    if region is not None:
        known_region(region)
    after = cursors.decode(cursor, tuple[Instant, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_snapshots(tx, region_code=region, limit=limit + 1, after=after)
    shown = found[:limit]
    following = cursors.encode((shown[-1].cut_at, shown[-1].snapshot_id)) if len(found) > limit else None
    answer = SnapshotListAnswer(items=[snapshot_answer(site, snapshot) for snapshot in shown], next=following)
    return revalidated(request, msgspec.json.encode(answer), MediaType.JSON)


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


def _lasting(request: Exchange, snapshot: Snapshot, body: bytes, *, headers: dict[str, str]) -> Response[bytes]:
    sent = {"ETag": etag(snapshot.sha256), **headers}
    if is_known(request.headers.get("if-none-match"), snapshot.sha256):
        return Response(b"", status_code=NOT_MODIFIED, headers=sent)
    return Response(body, media_type="application/json", headers=sent)
