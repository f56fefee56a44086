"""The door for organisers: the form, where a manifestation stands, and the list of one's own."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from services.submission.manifestations.accept import accept_once, submitted
from services.submission.manifestations.bodies import ManifestationBody
from services.submission.manifestations.errors import AlreadyRegistered
from services.submission.manifestations.ownership import list_visible, readable, refuse_twin
from services.submission.manifestations.store import Manifestation
from services.submission.organiser_space.form import read_form
from services.submission.organiser_space.views import card, form_view, state_view
from shared.errors import FieldError, FieldsRefused
from shared.http.access import Caller, require
from shared.http.cursor import decode_cursor, encode_cursor
from shared.http.errors import RepeatKeyReused
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.idempotency import Answer, Repeatable, find_replay, repeatable_request
from shared.http.pages import Pages
from shared.http.site import Site
from shared.postgres.database import Database

SEE_OTHER: Final = 303
REFUSED = 422
PAGE_SIZE = 20
ANYWAY = "_anyway"
"""Name of the button by which an organiser says that it is another manifestation."""
PRIVATE = {"Cache-Control": "no-store"}


@get("/", include_in_schema=False)
async def show_home(site: NamedDependency[Site]) -> Redirect:
    """Lead to the form."""
    return Redirect(site.path("/inscription"), status_code=SEE_OTHER)


@get("/inscription", include_in_schema=False)
async def show_form(
    caller: NamedDependency[Caller], pages: NamedDependency[Pages], site: NamedDependency[Site]
) -> Response[str]:
    """Show the empty form; somebody unknown signs in first."""
    require(caller, "organiser", "service")
    return _form_page(pages, site, caller, {})


@post("/inscription", include_in_schema=False, status_code=SEE_OTHER)
async def register(
    request: Exchange,
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Register what was filled in, once however often it is sent; a fault shows the form again, filled in."""
    form = await request.form()
    values, token = nested(form, ManifestationBody), str(form.get("_token") or "")
    if visitor is None:
        return _form_page(pages, site, None, values, token=token, status=401, notice="session")
    require(visitor, "organiser", "service")
    caller = visitor
    try:
        body = read_form(values, edition=site.edition)
    except FieldsRefused as refused:
        return _form_page(pages, site, caller, values, refused.errors, token=token, status=REFUSED)
    manifestation = submitted(
        uuid4(), body.registration(), owner_key_id=caller.key_id, edition=site.edition, now=datetime.now(UTC)
    )
    repeatable = repeatable_request(request, caller, token, msgspec.json.encode(values))
    try:
        answer = await _register_once(database, manifestation, repeatable, site, anyway=ANYWAY in form)
    except RepeatKeyReused:
        return _form_page(pages, site, caller, values, status=REFUSED, notice="sent")
    except AlreadyRegistered as twin:
        # Nothing was kept under the token, so it is good for the manifestation that is sent all the same.
        known = site.path(f"/inscription/{twin.manifestation_id}")
        return _form_page(pages, site, caller, values, token=token, status=twin.status, notice="twin", known=known)
    return Redirect(answer.headers["Location"], status_code=SEE_OTHER)


async def _register_once(
    database: Database, manifestation: Manifestation, repeatable: Repeatable, site: Site, *, anyway: bool
) -> Answer:
    if not anyway:
        async with database.autocommit(wakes=False) as connection:
            try:
                owner, edition = manifestation.owner_key_id, manifestation.edition
                await refuse_twin(connection, manifestation.content, owner_key_id=owner, edition=edition)
            except AlreadyRegistered:
                # The twin may be what this very form registered when it was sent the first time.
                if replay := await find_replay(connection, repeatable):
                    return replay
                raise
    answer = Answer.of(SEE_OTHER, None, {"Location": site.path(f"/inscription/{manifestation.id}?merci=1")})
    return await accept_once(database, manifestation, repeatable, answer)


@get("/inscription/{manifestation_id:uuid}", include_in_schema=False)
async def show_state(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show where a manifestation stands, why, and what happens next."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await readable(tx, manifestation_id, caller)
    done = next((word for word in ("merci", "modifiee", "retiree") if word in request.query_params), None)
    own = manifestation.owner_key_id == caller.key_id
    view = state_view(site, manifestation)
    return pages.page("etat.html", visitor=caller, headers=PRIVATE, done=done, own=own, **view)


@get("/mes-manifestations", include_in_schema=False)
async def show_mine(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """List one's own manifestations, the latest change first; a chamber sees those of its region."""
    after = decode_cursor(request.query_params.get("cursor") or None, tuple[datetime, UUID])
    async with database.transaction(readonly=True) as tx:
        found = await list_visible(tx, caller, after=after, limit=PAGE_SIZE + 1)
    shown, following = found[:PAGE_SIZE], ""
    if len(found) > PAGE_SIZE:
        cursor = encode_cursor((shown[-1].updated_at, shown[-1].id))
        following = site.path(f"/mes-manifestations?cursor={cursor}")
    return pages.page(
        "mes-manifestations.html",
        visitor=caller,
        headers=PRIVATE,
        cards=[card(site, manifestation) for manifestation in shown],
        first=site.path("/mes-manifestations") if after else "",
        following=following,
    )


def _form_page(
    pages: Pages,
    site: Site,
    caller: Caller | None,
    values: dict[str, Any],
    errors: tuple[FieldError, ...] = (),
    *,
    token: str = "",
    status: int = 200,
    notice: str = "",
    known: str = "",
) -> Response[str]:
    return pages.page(
        "inscription.html",
        status=status,
        visitor=caller,
        headers=PRIVATE,
        token=token,
        notice=notice,
        known=known,
        anyway=ANYWAY,
        **form_view(site, values, errors),
    )
