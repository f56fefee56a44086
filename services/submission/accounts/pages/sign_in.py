"""The door by which people sign in."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.submission.accounts.pages.landing import landing
from shared.http.pages import Pages
from shared.http.site import SIGN_IN_PATH, Site
from shared.identity.caller import Caller


@get(SIGN_IN_PATH, include_in_schema=False)
async def show_sign_in(
    *,
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
    suite: FromQuery[str] = "",
) -> Response[str]:
    """Say how one signs in, or who is signed in already and where to go on."""
    onward = site.own_page(suite) or (landing(site, visitor) if visitor else "")
    return pages.page("connexion.html", visitor=visitor, onward=onward)
