"""The door for those who follow the programme: changes for copies, and a feed for readers."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec

from services.programme.feeds.answers import ChangesAnswer, changes_answer
from services.programme.feeds.bodies import ChangesQuery, LatestQuery
from services.programme.feeds.change import ChangePosition
from services.programme.feeds.changes import changes_since, latest_changes
from services.programme.feeds.http.asked import source_of
from services.programme.feeds.rules import atom
from services.programme.feeds.views.changes import version_name
from services.programme.listings.answers import page_address
from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.rules.addresses import CHANGES_ATOM, CHANGES_PAGE
from shared.editions.editions import Editions
from shared.geography import region
from shared.http.accept import SERVED
from shared.http.cursor import Cursors, next_link
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

ENTRIES = 50
"""Of a feed."""
OK: Final = 200
PAGE = ResponseSpec(ChangesAnswer, generate_examples=False, description="A page of changes, oldest first.")
FEED = ResponseSpec(bytes, generate_examples=False, description="An Atom feed.", media_type=atom.MEDIA_TYPE)


@get("/manifestations/changes", operation_class=query_operation(ChangesQuery), responses={OK: PAGE})
async def list_changes(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """List what appeared, changed or was removed, oldest first, so that a copy can be kept up to date.

    Each manifestation stands at its last change alone: whole while it is online, without a `listing` once it was
    removed. Keep `next` and ask again with it as `cursor`; a change comes a minute after it was made.
    """
    given = dict(request.query_params)
    edition = edition_asked(editions, given)
    query = checked(ChangesQuery, given, context={"edition": edition})
    after = cursors.decode(query.cursor, ChangePosition)
    async with database.transaction(readonly=True) as tx:
        found = await changes_since(
            tx, edition.year, query.region, since=query.since, after=after, now=now, limit=query.limit
        )
    following = cursors.encode(found.last) if found.last else query.cursor
    headers = {}
    if found.more and following:
        query_string = request.scope["query_string"].decode("latin-1")
        headers["Link"] = next_link(site.absolute("/manifestations/changes"), query_string, following)
    body = msgspec.json.encode(changes_answer(site, found, following))
    return revalidated(request, body, MediaType.JSON, headers=headers)


@get(
    CHANGES_ATOM,
    media_type=atom.MEDIA_TYPE,
    operation_class=query_operation(LatestQuery),
    responses={OK: FEED},
    opt={SERVED: (atom.MEDIA_TYPE, "application/xml", "text/xml")},
)
async def show_changes_feed(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Give the newest changes to feed readers; what was removed is a deleted entry (RFC 6721)."""
    given = dict(request.query_params)
    edition = edition_asked(editions, given)
    query = checked(LatestQuery, given, context={"edition": edition})
    after = cursors.decode(query.cursor, ChangePosition)
    async with database.transaction(readonly=True) as tx:
        found = await latest_changes(tx, edition.year, query.region, since=query.since, after=after, limit=ENTRIES)
    where = region(query.region) if query.region else None
    news = f"{version_name(query.since)}, ce qui a changé depuis" if query.since else "nouveautés du programme"
    title = f"Mois de l’ESS {edition.year} : {news}{f' ({where.name})' if where else ''}"
    kept = {name: value for name, value in given.items() if value and name != "cursor"}
    asked = f"?{urlencode(kept)}" if kept else ""
    entries = [(each, page_address(site, each.manifestation_id)) for each in found.items]
    body = atom.feed(
        title,
        source_of(request, site),
        f"{site.absolute(CHANGES_PAGE)}{asked}",
        entries,
        empty_since=edition.changed_at,
    )
    return revalidated(request, body, atom.MEDIA_TYPE)
