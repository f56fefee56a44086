"""The door for programs that look for structures."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from services.matchmaking.structures.answers import StructureAnswer, StructureListAnswer, structure_answer
from services.matchmaking.structures.rules import name_patterns
from services.matchmaking.structures.store.structures import get_structure, list_structures
from shared.http.conditional import etag
from shared.http.cursor import Cursors
from shared.http.query import known_region
from shared.postgres.database import Database


@get("/structures")
async def list_structures_by_name(
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    q: Annotated[
        str, QueryParameter(description="Beginnings of words of either name, accents aside.", max_length=200)
    ] = "",
    region: Annotated[str | None, QueryParameter(description="INSEE code of a region.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, QueryParameter(description="Value of `next` on the page before.")] = None,
) -> StructureListAnswer:
    """List the structures that may take part, in the order of names."""
    if region is not None:
        known_region(region)
    after = cursors.decode(cursor, tuple[str, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_structures(
            tx,
            at=datetime.now(UTC),
            patterns=name_patterns(q),
            region_code=region,
            limit=limit + 1,
            after=after,
        )
    shown = found[:limit]
    following = cursors.encode((shown[-1].search_name, shown[-1].structure_id)) if len(found) > limit else None
    return StructureListAnswer(items=[structure_answer(structure) for structure in shown], next=following)


@get("/structures/{structure_id:uuid}")
async def show_structure(
    database: NamedDependency[Database], structure_id: FromPath[UUID]
) -> Response[StructureAnswer]:
    """Show one structure; 404 where it was never heard of, 410 where it is no longer verified."""
    async with database.transaction(readonly=True) as tx:
        structure = await get_structure(tx, structure_id, at=datetime.now(UTC))
    return Response(structure_answer(structure), headers={"ETag": etag(structure.version)})
