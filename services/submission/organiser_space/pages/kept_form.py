"""What becomes of a form that is not registered: it is kept as a draft, and shown again with why it was not taken."""

from dataclasses import replace
from datetime import datetime

from litestar import Response

from services.submission.drafts.errors import DraftChanged, TooManyDrafts
from services.submission.drafts.rules import Draft, is_blank
from services.submission.drafts.save import save_draft
from services.submission.organiser_space.bodies.draft import new_token
from services.submission.organiser_space.name_whole import offered_wholes
from services.submission.organiser_space.send import Filled
from services.submission.organiser_space.views.lacking import region_of
from services.submission.organiser_space.views.page import Beside, form_page
from services.submission.organiser_space.views.refused import beside_refusal
from shared.errors import DomainError
from shared.http.pages import Pages
from shared.http.site import Site
from shared.idempotency.repeatable import RepeatKeyReused
from shared.postgres.database import Database


async def keep(database: Database, filled: Filled, now: datetime) -> Draft | None:
    """Keep it as a draft; None where nobody has filled in anything."""
    if is_blank(filled.values):
        return None
    async with database.transaction() as tx:
        return await save_draft(
            tx,
            filled.token,
            filled.values,
            caller=filled.caller,
            edition=filled.edition.year,
            region_code=region_of(filled.values),
            seen_version=filled.seen_version,
            now=now,
        )


async def show_again(
    pages: Pages,
    site: Site,
    database: Database,
    filled: Filled,
    refusal: DomainError,
    *,
    step: str,
    now: datetime,
) -> Response[str]:
    """Show the form again, with why it was not taken, and keep what it says."""
    if isinstance(refusal, RepeatKeyReused):
        # What the token named was sent: what is filled in now is another form.
        filled = replace(filled, token=new_token(), seen_version=0)
    async with database.transaction(readonly=True) as tx:
        wholes = await offered_wholes(tx, filled.values, edition=filled.edition.year, caller=filled.caller)
    beside, told = Beside(token=filled.token, version=filled.seen_version, step=step, wholes=wholes), refusal
    try:
        if not isinstance(refusal, DraftChanged | TooManyDrafts) and (draft := await keep(database, filled, now)):
            beside = replace(beside, draft=draft, version=draft.version)
    except (DraftChanged, TooManyDrafts) as unkept:
        told = unkept
    beside = beside_refusal(site, filled.edition, filled.values, beside, told)
    return form_page(
        pages, filled.edition, filled.caller, filled.values, beside, now=now, errors=told.errors, status=told.status
    )
