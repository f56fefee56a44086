"""The page of a dossier, whole."""

from collections.abc import Mapping
from typing import Any

from litestar import Response

from services.eligibility.desk.views.scripted import scripted
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller


def dossier_page(
    pages: Pages,
    site: Site,
    caller: Caller,
    view: Mapping[str, Any],
    *,
    done: Mapping[str, Any] | None = None,
    status: int = 200,
) -> Response[str]:
    """Answer with it; ``done`` is what was decided just before."""
    return pages.page("dossier.html", status=status, visitor=caller, headers=scripted(site), done=done, **view)
