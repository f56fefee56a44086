"""The door for pages with a script, and for programs: structures of the register by name."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.eligibility.register.bodies import read_search
from services.eligibility.register.search import NameSearch
from services.eligibility.register.suggestions import Suggestions
from shared.identity.caller import Caller


@get("/structures/search")
async def search_structures(
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001 -- asked for, so that strangers do not use up our share of it
    name_search: NamedDependency[NameSearch],
    q: FromQuery[str] = "",
    postcode: FromQuery[str] = "",
) -> Suggestions:
    """Find active legal persons of the public register by words of their name, ten at most.

    Nobody who asked not to be shown, and no natural person.
    """
    words, where = read_search(q, postcode, names=("q", "postcode"))
    return await name_search.find(words, postcode=where)
