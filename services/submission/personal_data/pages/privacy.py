"""The page that says what becomes of people's data; linked wherever some is asked."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.submission.personal_data.controller import Controller
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.identity.caller import Caller


@get("/confidentialite", include_in_schema=False)
async def show_privacy(
    request: Exchange,
    *,
    controller: NamedDependency[Controller],
    pages: NamedDependency[Pages],
    visitor: NamedDependency[Caller | None],
) -> Response[str]:
    """Say who is responsible, why, for how long, and which rights there are."""
    erased = "efface" in request.query_params
    return pages.page("confidentialite.html", visitor=visitor, controller=controller, erased=erased)
