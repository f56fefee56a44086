"""What we give to machines is read by readers that are not ours, and says to each what it has to say."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import vobject

from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, content, occurrence, some_id
from tests.support.calendars import read_as_thunderbird

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
STATES = ("scheduled", "full", "cancelled", "postponed", "moved_online")
AWKWARD = "Un titre, long ; avec \\ une barre, « des guillemets » et un émoji 🚲 " + "mot " * 20
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FREQUENCY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)|\d{4}-\d\d-\d\d")
"""W3C Datetime, which the schema of sitemaps asks for."""


def programme() -> Iterator[Any]:
    """Return one date in each state, at home and where clocks differ, with signs that formats give meaning to."""
    for number, state in enumerate(STATES, 1):
        at = NOON + timedelta(days=number)
        each = occurrence(
            occurrence_id=some_id(100 + number), starts_at=at, ends_at=at + timedelta(hours=2), state=state
        )
        shown = content(title=f"{AWKWARD}{number}", description="Ligne 1\nLigne 2, <b>gras</b>", occurrences=(each,))
        yield decided(some_id(number), 1, content=shown)
    island = replace(
        RENNES,
        commune_name="Saint-Denis",
        commune_code="97411",
        department_code="974",
        region_code="04",
        postcode="97400",
    )
    allday = occurrence(occurrence_id=some_id(200), starts_at=NOON, ends_at=NOON + timedelta(days=2), all_day=True)
    shown = content(place=island, time_zone="Indian/Reunion", occurrences=(allday,))
    yield decided(some_id(9), 1, content=shown)


async def test_three_readers_of_calendars_agree_on_every_date(site: Site) -> None:
    await enlist_all(site.database, *programme())

    body = (await site.client.get("/programme/agenda.ics")).content
    ours = icalendar.Calendar.from_ical(body)
    theirs = vobject.readOne(body.decode())
    elsewhere = await asyncio.to_thread(read_as_thunderbird, body)

    def mine(event: Any) -> tuple[Any, ...]:
        return (str(event["UID"]), str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"]))

    def other(event: Any) -> tuple[Any, ...]:
        found = event.uid, event.summary, event.dtstart, event.dtend, event.status
        return tuple(each.value for each in found)

    first, second = sorted(map(mine, ours.walk("VEVENT"))), sorted(map(other, theirs.vevent_list))
    assert [each[:2] + each[4:] for each in first] == [each[:2] + each[4:] for each in second]
    for one, two in zip(first, second, strict=True):
        # Two objects for one clock: what is compared is the instant.
        assert all(_instant(a) == _instant(b) for a, b in zip(one[2:4], two[2:4], strict=True))
    assert len(first) == len(STATES) + 1
    third = sorted(elsewhere["events"], key=lambda each: each["uid"])
    assert [(each["uid"], each["summary"], each["status"]) for each in third] == [each[:2] + each[4:] for each in first]
    assert [(each["starts"], each["ends"]) for each in third] == [
        (_written(each[2]), _written(each[3])) for each in first
    ]
    # RFC 5545, section 3.1: lines end with CRLF and have 75 octets at most.
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


def _instant(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _written(value: Any) -> str:
    """Return a moment in UTC, or a day, as JavaScript writes it."""
    return f"{_instant(value):%Y-%m-%dT%H:%M:%S.000Z}" if isinstance(value, datetime) else value.isoformat()


async def test_a_reader_of_feeds_finds_every_change_with_its_link(site: Site) -> None:
    await enlist_all(site.database, *programme())

    answer = await site.client.get("/programme/nouveautes.atom")
    read = feedparser.parse(answer.content, response_headers=dict(answer.headers))

    assert (read.bozo, read.version) == (False, "atom10")
    assert len(read.entries) == len(STATES) + 1
    assert {each.link for each in read.entries} == {
        f"https://programme.example/programme/{some_id(number)}" for number in (1, 2, 3, 4, 5, 9)
    }
    assert all(each.id and each.title and each.updated_parsed and each.published_parsed for each in read.entries)
    assert (read.feed.id, bool(read.feed.updated_parsed), bool(read.feed.title)) == (read.feed.id, True, True)
    assert any(each.title.startswith("Un titre, long ; avec \\") for each in read.entries)


async def test_search_engines_find_what_they_require_of_an_event_on_every_page(site: Site) -> None:
    await enlist_all(site.database, *programme())

    for number in (1, 2, 3, 4, 5, 9):
        html = (await site.page(f"/programme/{some_id(number)}")).text
        [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        event = json.loads(script)
        # Google's Event: name, startDate and location are required; of location, its kind and an address or a URL.
        assert event["@context"] == "https://schema.org"
        assert event["@type"] == "Event"
        assert event["name"]
        assert "T" in event["startDate"] or re.fullmatch(r"\d{4}-\d\d-\d\d", event["startDate"])
        assert event["eventStatus"].startswith("https://schema.org/Event")
        places = event["location"] if isinstance(event["location"], list) else [event["location"]]
        for place in places:
            assert place["@type"] in {"Place", "VirtualLocation"}
            assert place.get("url") or place["address"]["addressLocality"]


async def test_sitemaps_hold_what_their_schema_allows_and_nothing_else(site: Site) -> None:
    await enlist_all(site.database, *programme())

    index = ET.fromstring((await site.client.get("/sitemap.xml")).content)
    parts = [part.findtext(f"{SITEMAP}loc") or "" for part in index]
    urls = ET.fromstring((await site.client.get(urlsplit(parts[0]).path)).content)

    assert (index.tag, urls.tag) == (f"{SITEMAP}sitemapindex", f"{SITEMAP}urlset")
    for each, tag in ((index, "sitemap"), (urls, "url")):
        assert {child.tag for child in each} == {f"{SITEMAP}{tag}"}
        assert all([part.tag for part in child] == [f"{SITEMAP}loc", f"{SITEMAP}lastmod"] for child in each)
        assert all(FREQUENCY.fullmatch(child.findtext(f"{SITEMAP}lastmod") or "") for child in each)
        assert all(12 <= len(child.findtext(f"{SITEMAP}loc") or "") <= 2048 for child in each)
    # The protocol: everything under the folder of the sitemap, on its own host.
    assert all((child.findtext(f"{SITEMAP}loc") or "").startswith("https://programme.example/") for child in urls)


async def test_an_oembed_answer_has_what_its_type_requires(site: Site) -> None:
    await enlist_all(site.database, *programme())

    rich = (await site.client.get("/oembed?url=https://programme.example/&maxwidth=400&maxheight=300")).json()
    link = (await site.client.get(f"/oembed?url=https://programme.example/programme/{some_id(1)}")).json()

    assert (rich["version"], rich["type"], link["version"], link["type"]) == ("1.0", "rich", "1.0", "link")
    assert rich["html"].startswith("<iframe ")
    assert (rich["width"] <= 400, rich["height"] <= 300) == (True, True)
    assert link["title"].startswith("Un titre, long ;")
