"""The door for chambers: what a structure is known by, what has become of it, and who speaks for it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from services.eligibility.structures.access import require_chamber_of
from services.eligibility.structures.answers import EndingAnswer, StructureAnswer, ending_answer, structure_answer
from services.eligibility.structures.errors import StructureUnknown
from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.store.ending import list_ending
from services.eligibility.structures.store.history import list_merges, list_numbers
from services.eligibility.structures.store.structures import list_structures
from services.eligibility.structures.store.ties import list_ties_of
from services.eligibility.structures.tie import untie
from shared.clock import at_present
from shared.contracts.content import Instant
from shared.http.access import opened_to
from shared.http.conditional import etag
from shared.http.cursor import Cursors
from shared.http.query import known_region
from shared.http.site import Site
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Database, Tx


@get("/structures", opt=opened_to("moderator", "national"))
async def list_ending_structures(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    site: NamedDependency[Site],
    region: FromQuery[str | None] = None,
    days: Annotated[int, QueryParameter(description="Within how many days the ruling ends.", ge=1, le=400)] = 60,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: FromQuery[str | None] = None,
) -> EndingAnswer:
    """List the structures whose last ruling ends soon, the next one first; a moderator sees their region."""
    region_code = known_region(region) if region is not None else caller.region_code
    if region_code is not None:
        require_region(caller, region_code)
    after = cursors.decode(cursor, tuple[Instant, UUID])
    before = at_present() + timedelta(days=days)
    async with database.transaction(readonly=True) as tx:
        found = await list_ending(tx, before=before, region_code=region_code, after=after, limit=limit + 1)
    shown = found[:limit]
    following = cursors.encode((shown[-1].verified_until, shown[-1].structure_id)) if len(found) > limit else None
    return ending_answer(site, shown, following)


@get("/structures/{structure_id:uuid}", opt=opened_to("moderator", "national"))
async def show_structure(
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001 -- asked for, so that strangers are turned away
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    structure_id: FromPath[UUID],
) -> Response[StructureAnswer]:
    """Show a structure with its numbers, every id that it has had and who speaks for it; one that has ended too.

    For every chamber: a structure organises in several regions.
    """
    async with database.transaction(isolation="repeatable_read", readonly=True) as tx:
        return await _answer(tx, site, await _structure(tx, structure_id))


@post(
    "/structures/{structure_id:uuid}/ties/{account:str}/withdrawal",
    status_code=200,
    opt=opened_to("moderator", "national"),
)
async def withdraw_tie(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
    structure_id: FromPath[UUID],
    account: FromPath[str],
) -> Response[StructureAnswer]:
    """Let an account speak for a structure no more: what it registers from now on goes to the chamber.

    For the chamber of the structure's region, and the national team. What was decided stays as it is.
    """
    async with database.transaction() as tx:
        structure = await _structure(tx, structure_id)
        require_chamber_of(caller, structure.region_code)
        await untie(
            tx,
            account=account,
            structure_id=structure_id,
            withdrawn_by=caller.account_id,
            region_code=caller.region_code,
        )
        return await _answer(tx, site, structure)


async def _structure(tx: Tx, structure_id: UUID) -> Structure:
    structure = (await list_structures(tx, [structure_id])).get(structure_id)
    if structure is None:
        raise StructureUnknown("Aucune structure vérifiée n’a porté cet identifiant : vérifiez-le.")
    return structure


async def _answer(tx: Tx, site: Site, structure: Structure) -> Response[StructureAnswer]:
    answer = structure_answer(
        site,
        structure,
        numbers=await list_numbers(tx, structure.structure_id),
        merges=await list_merges(tx, structure.structure_id),
        ties=await list_ties_of(tx, structure.structure_id),
    )
    return Response(answer, headers={"ETag": etag(structure.version)})
