"""What is asked of every face of a selection: the filters of the list."""

from dataclasses import dataclass
from datetime import datetime

from services.programme.feeds.select import select
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.listing import ListedDate
from services.programme.listings.look_up import find_title
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
    parent: str | None
    """The title of the collective programme that they are of, where that is asked for and online."""

    @property
    def name(self) -> str:
        """What a copy of them is called."""
        return self.parent or f"Mois de l’ESS {self.edition.year}"

    def file_name(self, extension: str) -> str:
        """Return how a copy is saved."""
        return f"mois-de-l-ess-{self.edition.year}.{extension}"


async def selected(request: Exchange, *, database: Database, editions: Editions, now: datetime, most: int) -> Selected:
    """Read the filters and find the dates; raises ``FieldsRefused``, ``EditionUnknown``, ``SelectionTooLarge``."""
    given = dict(request.query_params)
    about = edition_asked(editions, given)
    query = checked(FilterQuery, given, context={"edition": about})
    async with database.transaction(readonly=True) as tx:
        dates = await select(tx, query.filters(about.year, now=now), most=most)
        parent = await find_title(tx, query.parent) if query.parent else None
    return Selected(edition=about, dates=dates, parent=parent)


def source_of(request: Exchange, site: Site) -> str:
    """Return the address that was asked for, by which a copy finds its newer self."""
    query = request.scope["query_string"].decode("latin-1")
    return site.absolute(request.scope["path"]) + (f"?{query}" if query else "")
