"""What is asked of every face of a selection: the filters of the list."""

from dataclasses import dataclass
from datetime import datetime

from services.programme.feeds.select import select
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.listing import ListedDate
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.refusals import checked
from shared.http.site import Site
from shared.postgres.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The dates that were found, of one edition."""

    edition: EditionChanged
    dates: tuple[ListedDate, ...]


async def selected(request: Exchange, *, database: Database, editions: Editions, now: datetime, most: int) -> Selected:
    """Read the filters and find the dates; raises ``FieldsRefused``, ``EditionUnknown``, ``SelectionTooLarge``."""
    edition, query = asked(request, editions)
    async with database.autocommit(wakes=False) as connection:
        dates = await select(connection, query.filters(edition.year, now=now), most=most)
    return Selected(edition=edition, dates=dates)


def asked(request: Exchange, editions: Editions) -> tuple[EditionChanged, FilterQuery]:
    """Read the filters; raises ``FieldsRefused`` and ``EditionUnknown``."""
    given = dict(request.query_params)
    about = edition_asked(editions, given)
    return about, checked(FilterQuery, given, context={"edition": about})


def file_name(edition: EditionChanged, extension: str) -> str:
    """Return how a copy is saved."""
    return f"mois-de-l-ess-{edition.year}.{extension}"


def source_of(request: Exchange, site: Site) -> str:
    """Return the address that was asked for, by which a copy finds its newer self."""
    query = request.scope["query_string"].decode("latin-1")
    return site.absolute(request.scope["path"]) + (f"?{query}" if query else "")
