"""The door by which people decline reminders: the link of a mail, and the one click of mail programs (RFC 8058)."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.submission.notices.errors import ChoiceUnknown
from services.submission.notices.reminders import are_wanted, choose
from services.submission.notices.rules.reminders import PATH
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import NO_STORE, Pages
from shared.postgres.database import Database

WANTED = "oui"


@get(PATH, include_in_schema=False)
async def show_choice(
    *, database: NamedDependency[Database], pages: NamedDependency[Pages], jeton: FromQuery[str] = ""
) -> Response[str]:
    """Show what was chosen: programs open the links of mails, so that opening it changes nothing."""
    token = _token(jeton)
    async with database.transaction(readonly=True) as tx:
        wanted = await are_wanted(tx, token)
    return _page(pages, token, wanted=wanted)


@post(PATH, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=200)
async def choose_by_form(
    request: Exchange, *, database: NamedDependency[Database], pages: NamedDependency[Pages], jeton: FromQuery[str] = ""
) -> Response[str]:
    """Keep the choice; whatever a mail program sends with its one click, it declines."""
    token, wanted = _token(jeton), (await request.form()).get("rappels") == WANTED
    async with database.transaction() as tx:
        await choose(tx, token, wanted=wanted)
    return _page(pages, token, wanted=wanted, chosen=True)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ChoiceUnknown from None


def _page(pages: Pages, token: UUID, *, wanted: bool, chosen: bool = False) -> Response[str]:
    return pages.page("rappels.html", headers=NO_STORE, token=token, wanted=wanted, chosen=chosen, path=PATH)
