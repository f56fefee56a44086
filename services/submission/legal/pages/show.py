"""The pages that every public site has to have: who publishes it, and how far everybody can use it."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.submission.legal.publisher import Publisher
from shared.http.pages import Pages
from shared.identity.caller import Caller


@get("/mentions-legales", include_in_schema=False)
async def show_legal_notice(
    *,
    pages: NamedDependency[Pages],
    publisher: NamedDependency[Publisher],
    visitor: NamedDependency[Caller | None],
) -> Response[str]:
    """Say who publishes the site, who hosts it, and what may be done with what it shows."""
    return pages.page("mentions-legales.html", visitor=visitor, publisher=publisher)


@get("/accessibilite", include_in_schema=False)
async def show_accessibility(
    *,
    pages: NamedDependency[Pages],
    publisher: NamedDependency[Publisher],
    visitor: NamedDependency[Caller | None],
) -> Response[str]:
    """Declare what is accessible, what is not, and whom to tell (décret n° 2019-768, article 4)."""
    return pages.page("accessibilite.html", visitor=visitor, publisher=publisher)
