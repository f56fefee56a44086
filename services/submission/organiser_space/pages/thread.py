"""The door to what organiser and chamber write to each other: messages, and an appeal against a refusal."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.history import written_of
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.appeal import may_appeal
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import status_of
from services.submission.manifestations.rules.words import Written
from services.submission.manifestations.say import require_own, say
from services.submission.organiser_space.bodies.version import version_in
from services.submission.organiser_space.bodies.words import read_words, values_in
from services.submission.organiser_space.views.thread import thread_view
from shared.editions.editions import Editions
from shared.errors import FieldsRefused, VersionChanged
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

THREAD = "/inscription/{manifestation_id:uuid}/echanges"


@get(THREAD, include_in_schema=False)
async def show_thread(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show all messages, with the form for one more."""
    return _page(pages, editions, caller, await _seen(database, manifestation_id, caller))


@post(THREAD, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def write_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Write; where the manifestation changed meanwhile, show that, and keep what was written."""
    form = await request.form()
    values = values_in(form)
    try:
        words = read_words(values)
        async with database.transaction() as tx:
            manifestation = await reachable(tx, manifestation_id, caller)
            editions.writable(manifestation.edition)
            await say(tx, manifestation, words, caller=caller, expected_version=version_in(form), now=now)
    except FieldsRefused as refused:
        seen, again = await _seen(database, manifestation_id, caller), FormState(values=values, errors=refused.errors)
        return _page(pages, editions, caller, seen, form=again, status=refused.status)
    except VersionChanged as other:
        seen, again = await _seen(database, manifestation_id, caller), FormState(values=values)
        return _page(pages, editions, caller, seen, form=again, status=other.status)
    where = site.path(f"/inscription/{manifestation_id}?{'reexamen' if words.kind == 'appeal' else 'ecrit'}=1")
    return Redirect(where, status_code=HTTP_303_SEE_OTHER)


async def _seen(database: Database, manifestation_id: UUID, caller: Caller) -> tuple[Manifestation, list[Written]]:
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        require_own(manifestation, caller)
        return manifestation, await written_of(tx, manifestation_id)


def _page(
    pages: Pages,
    editions: Editions,
    caller: Caller,
    seen: tuple[Manifestation, list[Written]],
    *,
    form: FormState | None = None,
    status: int = 200,
) -> Response[str]:
    manifestation, written = seen
    edition = editions.of(manifestation.edition)
    standing = status_of(manifestation.version, manifestation.last_decision)
    return pages.page(
        "echanges.html",
        status=status,
        visitor=caller,
        headers=NO_STORE,
        manifestation=manifestation,
        thread=thread_view(edition, manifestation, written),
        open=manifestation.state != "withdrawn" and edition.state != "archived",
        may_appeal=may_appeal(manifestation.state, standing),
        form=form or FormState(),
        fields=["note", "appeal"],
        changed=status == VersionChanged.status,
    )
