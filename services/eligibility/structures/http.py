"""The door for chambers that ask what a structure is known by and what has become of it."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.eligibility.structures.answers import StructureAnswer, structure_answer
from services.eligibility.structures.errors import StructureUnknown
from services.eligibility.structures.store.history import list_merges, list_numbers
from services.eligibility.structures.store.structures import list_structures
from shared.http.access import opened_to
from shared.http.conditional import etag
from shared.http.site import Site
from shared.postgres.database import Database


@get("/structures/{structure_id:uuid}", opt=opened_to("moderator", "national"))
async def show_structure(
    database: NamedDependency[Database], site: NamedDependency[Site], structure_id: FromPath[UUID]
) -> Response[StructureAnswer]:
    """Show a structure with its numbers and every id that it has had; one that has ended is shown too, and says why.

    For every chamber: a structure organises in several regions.
    """
    async with database.transaction(isolation="repeatable_read", readonly=True) as tx:
        structure = (await list_structures(tx, [structure_id])).get(structure_id)
        if structure is None:
            raise StructureUnknown("Aucune structure vérifiée n’a porté cet identifiant : vérifiez-le.")
        numbers = await list_numbers(tx, structure_id)
        merges = await list_merges(tx, structure_id)
    answer = structure_answer(site, structure, numbers=numbers, merges=merges)
    return Response(answer, headers={"ETag": etag(structure.version)})
