"""``docs/pages.md`` shows every page: a new one is put on the list, or it is said why it has no picture."""

from pathlib import Path

from litestar.routes import HTTPRoute

from shared.http.accept import SERVED
from tests.support.applications import SERVICES, app_of
from tests.support.pictures.camera import WIDTHS
from tests.support.pictures.index import index
from tests.support.pictures.pages import PAGES, WITHOUT_A_PICTURE

DOCS = Path(__file__).parents[3] / "docs"


def answering_html() -> set[tuple[str, str]]:
    return {
        (service, route.path_format)
        for service in SERVICES
        for route in app_of(service).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if "GET" in handler.http_methods
        # As `shared/http/accept.py` tells a page from an answer for programs.
        if not handler.resolve_include_in_schema() and SERVED not in handler.opt
    }


def test_every_page_is_on_the_list_or_it_is_said_why_not() -> None:
    listed = [(page.service, page.route) for page in PAGES]

    assert answering_html() == {*listed, *WITHOUT_A_PICTURE}
    assert len(listed) == len({page.file for page in PAGES})


def test_the_document_shows_what_is_on_the_list() -> None:
    assert index() == (DOCS / "pages.md").read_text(encoding="utf-8")


def test_the_pictures_are_those_of_the_list() -> None:
    wanted = {f"{page.file}-{width}.webp" for page in PAGES for width in WIDTHS}

    assert {path.name for path in (DOCS / "pages").iterdir()} == wanted
