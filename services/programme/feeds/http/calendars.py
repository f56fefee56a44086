"""The door for calendars: the dates of one manifestation, or of a selection that somebody subscribes to."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Final
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, QueryParameter

from services.programme.feeds.choose import chosen_dates
from services.programme.feeds.http.asked import asked, file_name, source_of
from services.programme.feeds.rules.calendar import Written, calendar, written
from services.programme.feeds.rules.event import event
from services.programme.feeds.select import find
from services.programme.listings.answers import page_address
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.listing import ListedDate, Listing
from services.programme.listings.look_up import find_title, look_up
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import MOST_CALENDAR_DATES, SELECTED_CALENDAR
from shared.contracts.content import Occurrence
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
    async with database.autocommit(wakes=False) as connection:
        listing = await look_up(connection, manifestation_id)
    chosen = chosen_dates(listing.content, date)
    themes = theme_labels(editions.of(listing.edition))
    # A thousand dates take half a second to write.
    dates = await asyncio.to_thread(_written, site, themes, listing, chosen)
    name = f"manifestation-{manifestation_id}.ics"
    return _answer(request, site, name=listing.content.title, dates=dates, saved_as=name)


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
    rendered: NamedDependency[Rendered],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Give the dates of a selection, to be subscribed to: the filters are those of `GET /manifestations`.

    422 where they find more than a thousand dates.
    """
    edition, query = asked(request, editions)
    write = partial(_piece, site, theme_labels(edition))
    async with database.autocommit(wakes=False) as connection:
        entries = await find(connection, query.filters(edition.year, now=now), most=MOST_CALENDAR_DATES)
        pieces = await rendered.pieces(connection, entries, write, face=("event", edition.version))
        parent = await find_title(connection, query.parent) if query.parent else None
    dates = [Written(piece, entry.first_day, entry.last_day, entry.time_zone) for entry, piece in pieces]
    name = parent or f"Mois de l’ESS {edition.year}"
    return _answer(request, site, name=name, dates=dates, saved_as=file_name(edition, "ics"))


def _piece(site: Site, themes: Mapping[str, str], date: ListedDate) -> bytes:
    page = page_address(site, date.listing.manifestation_id)
    return event(date.listing, date.occurrence, page=page, themes=themes)


def _written(site: Site, themes: Mapping[str, str], listing: Listing, chosen: Sequence[Occurrence]) -> list[Written]:
    page = page_address(site, listing.manifestation_id)
    return [written(listing, occurrence, page=page, themes=themes) for occurrence in chosen]


def _answer(request: Exchange, site: Site, *, name: str, dates: Sequence[Written], saved_as: str) -> Response[bytes]:
    body = calendar(name, source_of(request, site), dates)
    headers = {"Content-Disposition": f'attachment; filename="{saved_as}"'}
    return revalidated(request, body, CALENDAR, headers=headers)
