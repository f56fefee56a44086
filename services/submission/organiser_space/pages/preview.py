"""The door to a draft as readers would see it."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.submission.drafts.save import own_draft
from services.submission.organiser_space.views.preview import preview
from shared.editions.editions import Editions
from shared.errors import FieldError, FieldsRefused
from shared.http.pages import NO_STORE, Pages
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/brouillons/{draft_id:str}/apercu", include_in_schema=False)
async def show_preview(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show it as readers would see it, on the programme's page and on paper; or say what is missing for that."""
    async with database.transaction(readonly=True) as tx:
        draft = await own_draft(tx, draft_id, caller)
    missing: tuple[FieldError, ...] = ()
    view: dict[str, Any] = {}
    try:
        view = preview(editions.present, draft.filled)
    except FieldsRefused as refused:
        missing = refused.errors
    return pages.page("apercu.html", visitor=caller, headers=NO_STORE, draft=draft, missing=missing, **view)
