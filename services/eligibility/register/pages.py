"""The door for organisers who do not know their number: it works without script."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.eligibility.register.bodies import read_search
from services.eligibility.register.errors import RegisterBusy
from services.eligibility.register.search import NameSearch
from services.eligibility.register.suggestions import Suggestions
from shared.contracts.eligibility import LegalFamily
from shared.errors import DomainError, FieldsRefused
from shared.http.exchange import Exchange
from shared.http.forms import FormState
from shared.http.pages import NO_STORE, Pages
from shared.identity.caller import Caller

FIELDS = ("nom", "code_postal")
FAMILIES: dict[LegalFamily, str] = {
    "association": "Association",
    "cooperative": "Coopérative",
    "mutuelle": "Mutuelle",
    "fondation": "Fondation",
    "commercial": "Société commerciale",
    "collectivite": "Collectivité",
    "enseignement": "Établissement d’enseignement",
}


@get("/trouver-mon-numero", include_in_schema=False)
async def find_number(
    *,
    request: Exchange,
    caller: NamedDependency[Caller],
    name_search: NamedDependency[NameSearch],
    pages: NamedDependency[Pages],
    nom: FromQuery[str] = "",
    code_postal: FromQuery[str] = "",
) -> Response[str]:
    """Show a field for the name and, once it is filled in, what the register has under it."""
    found: Suggestions | None = None
    refused: DomainError | None = None
    if "nom" in request.query_params:
        try:
            words, where = read_search(nom, code_postal, names=FIELDS)
            found = await name_search.find(words, postcode=where)
        except (FieldsRefused, RegisterBusy) as error:
            refused = error
    form = FormState(
        values={"nom": nom, "code_postal": code_postal}, errors=refused.errors if refused is not None else ()
    )
    return pages.page(
        "trouver-mon-numero.html",
        status=refused.status if refused else 200,
        visitor=caller,
        headers=NO_STORE,
        form=form,
        fields=FIELDS,
        found=found,
        silent=refused.detail if isinstance(refused, RegisterBusy) else "",
        families=FAMILIES,
    )
