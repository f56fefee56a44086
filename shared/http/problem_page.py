"""A failure as a page: what happened, and the way out."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from shared.errors import DomainError, NotSignedIn
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.identity.caller import Caller


def page_or_none(
    request: Request[Any, Any, Any], problem: DomainError, headers: Mapping[str, str]
) -> Response[Any] | None:
    """Return the page where a browser asks for one; None where a program does."""
    pages: Pages | None = request.app.state.get("pages")
    if pages is None or not isinstance(request, Exchange) or not request.wants_page:
        return None
    if isinstance(problem, NotSignedIn) and request.method == "GET":
        query = request.scope["query_string"].decode("latin-1")
        back = f"{request.scope['path']}?{query}" if query else request.scope["path"]
        return Redirect(pages.site.sign_in_url(pages.site.absolute(back)), status_code=HTTP_303_SEE_OTHER)
    visitor = request.scope.get("user")
    return pages.page(
        "problem.html",
        status=problem.status,
        headers=headers,
        visitor=visitor if isinstance(visitor, Caller) else None,
        problem=problem,
    )
