"""Versions of the programme have names, and say what appeared, changed and vanished since."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from shared.postgres.database import Database
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import cut_directly, decided, decided_in, enlist_all
from tests.support.builders import content, some_id

BEFORE = datetime(2026, 10, 1, 8, tzinfo=UTC)
DAY, SINCE = "2026-10-12", datetime(2026, 10, 11, 22, tzinfo=UTC)
LATER = SINCE + timedelta(days=2)


async def at(database: Database, when: datetime, *decisions: Any) -> None:
    """Have readers see these decisions at a moment."""
    await enlist_all(database, *decisions)
    ids = [each.manifestation_id for each in decisions]
    async with database.transaction() as tx:
        await tx.execute("UPDATE listing_changes SET changed_at = $2 WHERE manifestation_id = ANY($1)", ids, when)
        await tx.execute(
            """
            UPDATE listings
            SET first_published_at = $2
            WHERE manifestation_id = ANY($1) AND version = 1 AND first_published_at IS NOT NULL
            """,
            ids,
            when,
        )


async def a_programme_that_changed(site: Site) -> None:
    """Before: 1 to 4. Since: 2 reads otherwise, 3 has left, 5 is new; 6 came and went."""
    await at(site.database, BEFORE, *(decided(some_id(number), 1) for number in range(1, 5)))
    await at(site.database, LATER, decided(some_id(5), 1, content=content(title="Le nouveau")), decided(some_id(6), 1))
    await at(
        site.database,
        LATER,
        decided(some_id(2), 2, content=content(title="Le changé")),
        decided(some_id(3), 2, online=False, paper=False),
        decided(some_id(6), 2, online=False, paper=False),
    )


async def test_a_version_says_what_appeared_changed_and_vanished_since(site: Site) -> None:
    await a_programme_that_changed(site)
    site.clock.now = LATER + timedelta(days=1)

    html = (await site.page(f"/programme/nouveautes?since={DAY}")).text
    feed = (await site.client.get(f"/programme/nouveautes.atom?since={DAY}")).text
    copy = (await site.client.get("/manifestations/changes", params={"since": DAY})).json()

    assert "Programme au lundi\xa012 octobre 2026" in unescape(html)
    assert "Ce qui a changé depuis\xa0: 1\xa0nouvelle, 1\xa0modifiée, 1\xa0retirée." in unescape(html)
    lines = re.findall(r"<h3>(?:<a[^>]*>)?(.*?)(?:</a>)?</h3>\s*<p><span class=\"badge[^>]*>(.*?)</span>", html)
    assert sorted(lines) == [
        ("Le changé", "Modifié"),
        ("Le nouveau", "Nouveau"),
        ("Une manifestation a quitté le programme", "Retiré"),
    ]
    assert (feed.count("<entry>"), feed.count("deleted-entry ")) == (2, 1)
    assert "Programme au lundi" in feed
    # A copy has heard of what came and went.
    assert {each["manifestation_id"] for each in copy["items"]} == {str(some_id(number)) for number in (2, 3, 5, 6)}


async def test_days_and_cuts_for_paper_are_versions_with_names(site: Site) -> None:
    await a_programme_that_changed(site)
    await at(site.database, BEFORE, decided_in(7, region_code="53"))
    async with site.database.transaction(isolation="repeatable_read") as tx:
        await cut_directly(tx, region_code="53", edition=2026, address_of=str)

    html = (await site.page("/programme/versions")).text
    links = [unescape(each) for each in re.findall(r'href="([^"]*nouveautes\?[^"]*)"', html)]
    names = [unescape(each) for each in re.findall(r"<h3><a[^>]*>(.*?)<span", html)]
    since_print = (await site.page(links[0])).text

    assert len(names) == 3
    assert names[0].startswith("Programme au ")
    assert names[0].endswith("\xa0: Bretagne")
    assert names[1:] == ["Programme au mercredi\xa014 octobre 2026", "Programme au jeudi\xa01er octobre 2026"]
    assert links[1:] == ["/programme/nouveautes?since=2026-10-14", "/programme/nouveautes?since=2026-10-01"]
    assert "region=53" in links[0]
    assert "0\xa0nouvelle, 0\xa0modifiée, 0\xa0retirée" in unescape(since_print)


async def test_a_programme_that_never_changed_has_one_version(site: Site) -> None:
    assert "Il n’y a encore qu’une version" in (await site.page("/programme/versions")).text


async def test_a_day_that_is_none_is_named(site: Site) -> None:
    answer = await site.client.get("/programme/nouveautes.atom", params={"since": "2026-13-45"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/since"
