"""The doors to one place: how it is written, and whether it is offered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.places.bodies import OFFERED, filled_in, read_correction, values_of, version_in
from services.submission.places.correct import correct_place, retire_place
from services.submission.places.look_up import place_in_charge
from services.submission.places.rules.place import KnownPlace
from services.submission.places.views import REGISTER, place_row
from shared.errors import FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

PLACE = f"{REGISTER}/{{place_id:uuid}}"
FIELDS = ["name", "address", "point"]


@get(PLACE, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_place(
    place_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    fusionne: FromQuery[str] = "",
    corrige: FromQuery[str] = "",
) -> Response[str]:
    """Show how it is written and who names it."""
    async with database.transaction(readonly=True) as tx:
        place = await place_in_charge(tx, place_id, caller)
    done = "merged" if fusionne else "corrected" if corrige else ""
    return _page(pages, caller, place, values_of(place), done=done)


@post(
    PLACE,
    include_in_schema=False,
    opt=opened_to("moderator", "national"),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def correct_by_form(
    request: Exchange,
    place_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Write it as the form says, from now on."""
    form = await request.form()
    values = filled_in(form)
    async with database.transaction(readonly=True) as tx:
        place = await place_in_charge(tx, place_id, caller)
    try:
        said = read_correction(values)
        async with database.transaction() as tx:
            await correct_place(
                tx,
                replace(place, version=version_in(form)),
                name=said.name,
                address=said.address,
                point=said.point,
                caller=caller,
                now=now,
            )
    except FieldsRefused as refused:
        return _page(pages, caller, place, values, refused=refused)
    return Redirect(site.path(f"{REGISTER}/{place_id}?corrige=1"), status_code=HTTP_303_SEE_OTHER)


@post(
    f"{PLACE}/proposer",
    include_in_schema=False,
    opt=opened_to("moderator", "national"),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def retire_by_form(
    request: Exchange,
    place_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Offer it no more, or again."""
    form = await request.form()
    async with database.transaction() as tx:
        place = replace(await place_in_charge(tx, place_id, caller), version=version_in(form))
        await retire_place(tx, place, retired=form.get(OFFERED) != "1", caller=caller, now=now)
    return Redirect(site.path(f"{REGISTER}/{place_id}?corrige=1"), status_code=HTTP_303_SEE_OTHER)


def _page(
    pages: Pages,
    caller: Caller,
    place: KnownPlace,
    values: Mapping[str, Any],
    *,
    done: str = "",
    refused: FieldsRefused | None = None,
) -> Response[str]:
    return pages.page(
        "lieu-corriger.html",
        status=refused.status if refused else 200,
        visitor=caller,
        headers=NO_STORE,
        place=place_row(pages.site, place),
        version=place.version,
        form=FormState(values=values, errors=refused.errors if refused else ()),
        fields=FIELDS,
        offered=OFFERED,
        done=done,
    )
