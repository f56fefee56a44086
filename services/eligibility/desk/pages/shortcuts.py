"""The door to the page that names the shortcuts."""

from litestar import Response, get
from litestar.di import NamedDependency

from services.eligibility.desk.views.queue import QUEUE
from services.eligibility.desk.views.scripted import scripted
from shared.http.access import opened_to
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller


@get(f"{QUEUE}/raccourcis", include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_shortcuts(
    *, caller: NamedDependency[Caller], pages: NamedDependency[Pages], site: NamedDependency[Site]
) -> Response[str]:
    """Name them, and let them be switched off: a voice that types letters must not decide anything."""
    return pages.page("raccourcis.html", visitor=caller, headers=scripted(site), back=site.path(QUEUE))
