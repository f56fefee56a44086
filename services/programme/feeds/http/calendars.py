"""The door for calendars: the dates of one manifestation, or of a selection that somebody subscribes to."""

import asyncio
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, QueryParameter

from services.programme.feeds.choose import chosen_dates
from services.programme.feeds.http.asked import selected, source_of
from services.programme.feeds.rules.calendar import ListedOccurrence, calendar
from services.programme.listings.answers import page_address
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.look_up import look_up
from services.programme.listings.rules.addresses import MOST_CALENDAR_DATES, SELECTED_CALENDAR
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.editions.rules import theme_labels
from shared.http.accept import SERVED
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

CALENDAR: Final = "text/calendar"
ANSWERED = {SERVED: (CALENDAR,)}
DATES = ResponseSpec(str, generate_examples=False, description="An iCalendar object (RFC 5545).", media_type=CALENDAR)


@get("/programme/{manifestation_id:uuid}/agenda.ics", media_type=CALENDAR, responses={200: DATES}, opt=ANSWERED)
async def show_calendar(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    date: Annotated[UUID | None, QueryParameter(description="`occurrence_id` of one date; else all of them.")] = None,
) -> Response[bytes]:
    """Give the dates of a manifestation to a reader's calendar; 410 where it was removed from the programme.

    A date keeps its UID for ever, SEQUENCE grows with every version, and what is cancelled says `STATUS:CANCELLED`.
    """
    async with database.transaction(readonly=True) as tx:
        listing = await look_up(tx, manifestation_id)
    chosen = chosen_dates(listing.content, date)
    return await _answer(
        request,
        site,
        editions.of(listing.edition),
        name=listing.content.title,
        dates=[(listing, occurrence) for occurrence in chosen],
        file_name=f"manifestation-{manifestation_id}.ics",
    )


@get(
    SELECTED_CALENDAR,
    media_type=CALENDAR,
    operation_class=query_operation(FilterQuery),
    responses={200: DATES},
    opt=ANSWERED,
)
async def show_selected_calendar(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Give the dates of a selection, to be subscribed to: the filters are those of `GET /manifestations`.

    422 where they find more than a thousand dates.
    """
    chosen = await selected(request, database=database, editions=editions, now=now, most=MOST_CALENDAR_DATES)
    return await _answer(
        request,
        site,
        chosen.edition,
        name=chosen.name,
        dates=[(each.listing, each.occurrence) for each in chosen.dates],
        file_name=chosen.file_name("ics"),
    )


async def _answer(
    request: Exchange, site: Site, edition: EditionChanged, *, name: str, dates: list[ListedOccurrence], file_name: str
) -> Response[bytes]:
    pages = {listing.manifestation_id: page_address(site, listing.manifestation_id) for listing, _ in dates}
    # A thousand dates take half a second to write.
    body = await asyncio.to_thread(calendar, name, source_of(request, site), dates, pages, theme_labels(edition))
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return revalidated(request, body, CALENDAR, headers=headers)
