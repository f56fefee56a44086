"""A manifestation that others are part of is shown as one programme; what becomes of it touches no part."""

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import icalendar

from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, at
from tests.integration.programme.listings.test_http import numbers
from tests.integration.programme.site.test_pages import words
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, occurrence, some_id

WHOLE = some_id(9)
PAGE = f"/programme/{WHOLE}"


def organised(decision: Any, name: str) -> Any:
    published = decision.published
    return replace(decision, published=replace(published, organiser=replace(published.organiser, name=name)))


FESTIVAL = at(9, title="Le festival", days=0, hour=9)
EVENING = organised(at(11, title="Le bal", parent_id=WHOLE, hour=20), "Le Bastringue")
MORNING = organised(at(12, title="La visite", parent_id=WHOLE, hour=10), "La Coop du port")
SUNDAY = organised(at(13, title="Le repas", parent_id=WHOLE, days=1, hour=12), "Le Bastringue")


def programme_of(html: str) -> list[str]:
    """Return days, titles and organisers as the page of a whole says them, in their order."""
    part = html.split('class="whole"')[1].split("</section>", maxsplit=1)[0]
    found = re.findall(r'<h3 class="day-heading">(.*?)</h3>|<h3><a[^>]*>(.*?)</a>|<p class="soft">(.*?)</p>', part)
    return [unescape(next(filter(None, each))) for each in found]


async def test_the_page_of_the_whole_has_its_published_parts_by_day_and_hour_with_who_organises_them(
    site: Site,
) -> None:
    unpublished = decided(some_id(14), 1, online=False, content=content(title="Pas encore lue", parent_id=WHOLE))
    await enlist_all(site.database, FESTIVAL, EVENING, SUNDAY, MORNING, unpublished, *PROGRAMME)

    answer = await site.page(PAGE)

    assert answer.status_code == 200
    assert programme_of(answer.text) == [
        "3\xa0dates, 2\xa0organisateurs",
        *("Samedi\xa014 novembre", "La visite", "La Coop du port", "Le bal", "Le Bastringue"),
        *("Dimanche\xa015 novembre", "Le repas", "Le Bastringue"),
    ]
    # What else takes place that day stands on pages that are no programme.
    assert "Le même jour, près d’ici" not in answer.text


async def test_its_list_and_its_calendar_have_its_parts_alone(site: Site) -> None:
    await enlist_all(site.database, FESTIVAL, EVENING, SUNDAY, MORNING, *PROGRAMME)
    html = (await site.page(PAGE)).text
    links = [unescape(each) for each in re.findall(r'href="([^"]*parent=[^"]*)"', html)]

    [listed, followed] = links
    shown = (await site.page(listed)).text
    calendar = icalendar.Calendar.from_ical((await site.client.get(followed)).content)
    found = await site.client.get("/manifestations", params={"parent": str(WHOLE)})

    assert re.findall(r'<h3><a href="/programme/([^"]+)"', shown) == [str(some_id(n)) for n in (12, 11, 13)]
    assert "Le festival" in words(shown.split('class="chips"')[1].split("</ul>")[0])
    assert str(calendar["X-WR-CALNAME"]) == "Le festival"
    assert [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")] == ["La visite", "Le bal", "Le repas"]
    assert (numbers(found), found.json()["total"]) == ([12, 11, 13], 3)


async def test_a_part_that_leaves_or_is_called_off_is_so_in_the_whole_at_once(site: Site) -> None:
    await enlist_all(site.database, FESTIVAL, EVENING, MORNING)
    await site.page(PAGE)
    off = content(title="La visite", parent_id=WHOLE, occurrences=(occurrence(state="cancelled"),))
    await enlist_all(site.database, decided(some_id(11), 2, online=False), decided(some_id(12), 2, content=off))

    html = (await site.page(PAGE)).text

    assert programme_of(html)[1:3] == ["Samedi\xa014 novembre", "La visite"]
    assert ("Le bal" in html, "Annulé" in html.split('class="whole"')[1]) == (False, True)


async def test_parts_stay_where_the_whole_has_left_or_was_never_there(site: Site) -> None:
    await enlist_all(site.database, EVENING, MORNING)
    never = await site.page(PAGE)
    await enlist_all(site.database, FESTIVAL)
    while_there = await site.page(f"/programme/{some_id(11)}")
    await enlist_all(site.database, decided(WHOLE, 2, online=False))
    gone, part = await site.page(PAGE), await site.page(f"/programme/{some_id(11)}")

    assert (never.status_code, gone.status_code) == (404, 410)
    for answer in (never, gone):
        assert {"La visite", "Le bal"} <= {*programme_of(answer.text)}
        assert "Le festival" not in answer.text
    assert "Fait partie de Le festival" in words(while_there.text)
    [(there, said)] = re.findall(r"Fait partie d’<a href=\"([^\"]+)\">(.*?)</a>", part.text)
    assert "programme commun" in said
    assert "La visite" in (await site.page(unescape(there).partition("#")[0])).text


async def test_where_nothing_is_part_of_it_what_has_left_answers_as_ever(site: Site) -> None:
    await enlist_all(site.database, FESTIVAL, at(11, parent_id=WHOLE))
    await enlist_all(site.database, decided(WHOLE, 2, online=False), decided(some_id(11), 2, online=False))

    gone, alone = await site.page(PAGE), await site.page(f"/programme/{some_id(404)}")

    assert (gone.status_code, alone.status_code) == (410, 404)
    assert "Un programme commun" not in gone.text


async def test_search_engines_read_the_whole_and_its_parts_as_one(site: Site) -> None:
    await enlist_all(site.database, FESTIVAL, EVENING, MORNING)
    whole, part = [
        json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', (await site.page(path)).text)[0])
        for path in (PAGE, f"/programme/{some_id(11)}")
    ]

    assert [(each["name"], each["url"]) for each in whole["subEvent"]] == [
        ("La visite", f"https://programme.example/programme/{some_id(12)}"),
        ("Le bal", f"https://programme.example/programme/{some_id(11)}"),
    ]
    assert (part["superEvent"]["name"], part["superEvent"]["url"]) == ("Le festival", whole["url"])
    # Google's Event asks for these of every one, wherever it stands.
    for event in (whole, part, part["superEvent"], *whole["subEvent"]):
        assert {"@type", "name", "startDate", "location"} <= event.keys()
