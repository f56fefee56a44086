"""The door for the national team that changes an edition: the form, filled in; what a change does is said first."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.editions.bodies.edition import EditionBody, edition_in
from services.submission.editions.bodies.form import read_edition_form, values_of
from services.submission.editions.look_up import look_up
from services.submission.editions.save import save
from services.submission.editions.views.form import form_view
from services.submission.editions.weigh import weigh
from services.submission.organiser_space.bodies.version import version_in
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionArchived
from shared.errors import FieldsRefused, VersionChanged
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

CONFIRMED = "_confirmed"
"""Name of the button by which somebody says that they have read what the change does."""


@get("/gestion/editions/{year:int}/modifier", include_in_schema=False, opt=opened_to("national"))
async def show_edition_form(
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show the form as the edition is."""
    async with database.transaction(readonly=True) as tx:
        edition = await look_up(tx, year)
    if edition.state == "archived":
        raise EditionArchived(year)
    return _form_page(pages, caller, form_view(edition, values_of(edition)), version=edition.version)


@post(
    "/gestion/editions/{year:int}/modifier",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    opt=opened_to("national"),
)
async def save_edition_form(
    request: Exchange,
    year: FromPath[int],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Save what was filled in; where it touches what is registered, say how, and save once that was confirmed."""
    form = await request.form()
    values, version = nested(form, EditionBody), version_in(form)
    async with database.transaction(readonly=True) as tx:
        present = await look_up(tx, year)

    def again(status: int, *, errors: Any = (), **said: Any) -> Response[str]:
        view = form_view(present, values, errors)
        return _form_page(pages, caller, view, status=status, **{"version": version, **said})

    try:
        described = edition_in(read_edition_form(values, present), now=now)
    except FieldsRefused as refused:
        return again(refused.status, errors=refused.errors)
    async with database.transaction(readonly=True) as tx:
        asked = await weigh(tx, present, replace(described, state=present.state))
    if asked and CONFIRMED not in form:
        return again(200, asked=asked)
    try:
        async with database.transaction() as tx:
            saved = await save(tx, described, expected_version=version)
    except VersionChanged as changed:
        return again(changed.status, changed=True, version=present.version)
    return Redirect(site.path(f"/gestion/editions/{year}?{_done(saved, version)}=1"), status_code=HTTP_303_SEE_OTHER)


def _done(saved: EditionChanged, version: int) -> str:
    return "inchangee" if saved.version == version else "enregistree"


def _form_page(
    pages: Pages,
    caller: Caller,
    view: dict[str, Any],
    *,
    version: int,
    status: int = 200,
    asked: list[str] | None = None,
    changed: bool = False,
) -> Response[str]:
    year = view["edition"].year
    said = {"version": version, "asked": asked or [], "changed": changed, "confirmed": CONFIRMED, "year": year}
    return pages.page("edition-modifier.html", status=status, visitor=caller, headers=NO_STORE, **said, **view)
