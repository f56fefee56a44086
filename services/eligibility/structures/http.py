"""The door for chambers: what a structure is known by, what has become of it, and who speaks for it."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.eligibility.structures.access import require_chamber_of
from services.eligibility.structures.answers import StructureAnswer, structure_answer
from services.eligibility.structures.errors import StructureUnknown
from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.store.history import list_merges, list_numbers
from services.eligibility.structures.store.structures import list_structures
from services.eligibility.structures.store.ties import list_ties_of
from services.eligibility.structures.tie import untie
from shared.http.access import opened_to
from shared.http.conditional import etag
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


@get("/structures/{structure_id:uuid}", opt=opened_to("moderator", "national"))
async def show_structure(
    database: NamedDependency[Database], site: NamedDependency[Site], structure_id: FromPath[UUID]
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
        await untie(tx, account=account, structure_id=structure_id, withdrawn_by=caller.account_id)
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
