"""The doors to the log of a desk: a page, and a file for spreadsheets."""

from collections.abc import Sequence

from litestar import Response, get
from litestar.di import NamedDependency

from services.eligibility.audit.read import read_log
from services.eligibility.audit.rules import Line
from services.eligibility.desk.store.people import list_names
from services.eligibility.desk.views.log import LOG, log_csv, log_rows
from shared.http.access import opened_to
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database
from shared.spreadsheets.csv_table import CSV

OPENED = opened_to("moderator", "national")
PAGE_SIZE = 50
MOST_IN_FILE = 20_000
"""Lines of one file: some editions of the whole country."""


@get(LOG, include_in_schema=False, opt=OPENED)
async def show_log(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show who did what, the latest first."""
    cursor = request.query_params.get("cursor") or None
    [before] = cursors.decode(cursor, tuple[int]) or (None,)
    async with database.transaction(readonly=True) as tx:
        lines = await read_log(tx, caller=caller, before=before, limit=PAGE_SIZE + 1)
        names = await list_names(tx, _accounts(lines))
    shown = lines[:PAGE_SIZE]
    following = cursors.encode((shown[-1].number,)) if len(lines) > PAGE_SIZE else None
    return pages.page(
        "journal.html",
        visitor=caller,
        headers=NO_STORE,
        rows=log_rows(site, shown, names),
        file=site.path(f"{LOG}.csv"),
        first_page=site.path(LOG) if cursor else "",
        next_page=site.path(f"{LOG}?cursor={following}") if following else "",
    )


@get(f"{LOG}.csv", include_in_schema=False, opt=OPENED)
async def download_log(*, caller: NamedDependency[Caller], database: NamedDependency[Database]) -> Response[bytes]:
    """Answer the same as a file, each line with its hash."""
    async with database.transaction(readonly=True) as tx:
        lines = await read_log(tx, caller=caller, before=None, limit=MOST_IN_FILE)
        names = await list_names(tx, _accounts(lines))
    headers = {**NO_STORE, "Content-Disposition": 'attachment; filename="journal.csv"'}
    return Response(log_csv(lines, names), media_type=CSV, headers=headers)


def _accounts(lines: Sequence[Line]) -> list[str]:
    return sorted({each for line in lines for each in (line.action.account_id, line.action.for_account) if each})
