"""The door for organisers who change their mind: the form filled in, and the withdrawal to confirm."""

import re
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies import ManifestationBody
from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.ownership import owned
from services.submission.manifestations.store import Manifestation
from services.submission.manifestations.withdraw import withdraw
from services.submission.organiser_space.form import read_form, values_of
from services.submission.organiser_space.views import form_view
from shared.errors import FieldError, FieldsRefused, VersionChanged
from shared.http.access import Caller
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.pages import Pages
from shared.http.site import Site
from shared.postgres.database import Database

SEE_OTHER: Final = 303
VERSION = re.compile(r"[1-9][0-9]{0,17}")
PRIVATE = {"Cache-Control": "no-store"}


@get("/inscription/{manifestation_id:uuid}/modifier", include_in_schema=False)
async def show_amendment(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the form as it was filled in last."""
    manifestation = await _present(database, manifestation_id, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    return pages.page(
        "modification.html",
        visitor=caller,
        headers=PRIVATE,
        **_asked(manifestation_id, manifestation.version),
        **form_view(site, values_of(manifestation)),
    )


@post("/inscription/{manifestation_id:uuid}/modifier", include_in_schema=False, status_code=SEE_OTHER)
async def amend_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Replace what the manifestation says; where it changed meanwhile, show that, and keep what was filled in."""
    form = await request.form()
    values, version = nested(form, ManifestationBody), _version(form)

    def again(status: int, notice: str, version: int, errors: tuple[FieldError, ...] = ()) -> Response[str]:
        return pages.page(
            "modification.html",
            status=status,
            visitor=visitor,
            headers=PRIVATE,
            **_asked(manifestation_id, version, notice),
            **form_view(site, values, errors),
        )

    if visitor is None:
        return again(401, "session", version)
    try:
        async with database.transaction() as tx:
            manifestation = await owned(tx, manifestation_id, visitor)
            registration = read_form(values, edition=manifestation.edition).registration()
            await amend(tx, manifestation, registration, expected_version=version, now=datetime.now(UTC))
    except FieldsRefused as refused:
        return again(refused.status, "", version, refused.errors)
    except VersionChanged as changed:
        present = await _present(database, manifestation_id, visitor)
        return again(changed.status, "changed", present.version)
    return Redirect(site.path(f"/inscription/{manifestation_id}?modifiee=1"), status_code=SEE_OTHER)


@get("/inscription/{manifestation_id:uuid}/retirer", include_in_schema=False)
async def show_withdrawal(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Ask whether the manifestation is really to be withdrawn."""
    manifestation = await _present(database, manifestation_id, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    return _withdrawal_page(pages, caller, manifestation)


@post("/inscription/{manifestation_id:uuid}/retirer", include_in_schema=False, status_code=SEE_OTHER)
async def withdraw_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Withdraw it; where it changed meanwhile, ask again."""
    version = _version(await request.form())
    try:
        async with database.transaction() as tx:
            manifestation = await owned(tx, manifestation_id, caller)
            await withdraw(tx, manifestation, expected_version=version, now=datetime.now(UTC))
    except VersionChanged as changed:
        present = await _present(database, manifestation_id, caller)
        return _withdrawal_page(pages, caller, present, status=changed.status, notice="changed")
    return Redirect(site.path(f"/inscription/{manifestation_id}?retiree=1"), status_code=SEE_OTHER)


async def _present(database: Database, manifestation_id: UUID, caller: Caller) -> Manifestation:
    async with database.transaction(readonly=True) as tx:
        return await owned(tx, manifestation_id, caller)


def _withdrawal_page(
    pages: Pages, caller: Caller, manifestation: Manifestation, *, status: int = 200, notice: str = ""
) -> Response[str]:
    return pages.page(
        "retrait.html",
        status=status,
        visitor=caller,
        headers=PRIVATE,
        title=manifestation.content.title,
        **_asked(manifestation.id, manifestation.version, notice),
    )


def _asked(manifestation_id: UUID, version: int, notice: str = "") -> dict[str, Any]:
    """Return what both pages need; the version in the form stands for If-Match."""
    return {"manifestation_id": manifestation_id, "version": version, "notice": notice}


def _version(form: FormMultiDict) -> int:
    """Return the version that the page was made of; 0, which never matches, where the field was tampered with."""
    text = str(form.get("_version") or "")
    return int(text) if VERSION.fullmatch(text) else 0
