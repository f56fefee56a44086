from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar

from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, occurrence, some_id

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)


def dates(count: int) -> tuple[Any, ...]:
    return tuple(
        occurrence(starts_at=NOON + timedelta(days=n), ends_at=NOON + timedelta(days=n, hours=2)) for n in range(count)
    )


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


async def test_a_page_leads_to_each_of_its_dates_in_a_calendar(site: Site) -> None:
    first, second, cancelled = (*dates(2), occurrence(state="cancelled"))
    await enlist_all(site.database, decided(some_id(1), 1, content=content(occurrences=(first, second, cancelled))))
    address = f"/programme/{some_id(1)}/agenda.ics"

    html, whole = (await site.page(f"/programme/{some_id(1)}")).text, await site.client.get(address)
    one = await site.client.get(address, params={"date": str(second.occurrence_id)})

    assert f'href="{address}"' in html
    assert f'href="{address}?date={second.occurrence_id}"' in html
    assert f"?date={cancelled.occurrence_id}" not in html
    assert whole.headers["content-type"].startswith("text/calendar")
    assert {str(each["STATUS"]) for each in events(whole.text)} == {"CONFIRMED", "CANCELLED"}
    assert [each.decoded("DTSTART") for each in events(one.text)] == [second.starts_at]


async def test_a_calendar_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, content=content(occurrences=dates(1))))
    address = f"/programme/{some_id(1)}/agenda.ics"
    known = {"If-None-Match": (await site.client.get(address)).headers["etag"]}

    again = await site.client.get(address, headers=known)
    await enlist_all(site.database, decided(some_id(1), 2, content=content(occurrences=dates(2))))
    changed = await site.client.get(address, headers=known)

    assert (again.status_code, changed.status_code) == (304, 200)


async def test_a_date_that_a_manifestation_does_not_have_is_named(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, content=content(occurrences=dates(1))))

    answer = await site.client.get(f"/programme/{some_id(1)}/agenda.ics", params={"date": str(some_id(7))})

    assert answer.status_code == 404
    assert str(some_id(7)) in answer.json()["detail"]


async def test_the_filters_of_the_list_make_a_calendar_to_subscribe_to(site: Site) -> None:
    await enlist_all(
        site.database,
        decided(some_id(1), 1, content=content(occurrences=dates(1), title="Un marché", format="marche")),
        decided(some_id(2), 1, content=content(occurrences=dates(1), title="Un atelier", format="atelier")),
    )

    html = (await site.page("/?format=marche")).text
    found = await site.client.get("/programme/agenda.ics", params={"format": "marche"})
    mistaken = await site.client.get("/programme/agenda.ics", params={"formats": "marche"})

    assert 'href="/programme/agenda.ics?format=marche"' in html
    assert [str(each["SUMMARY"]) for each in events(found.text)] == ["Un marché"]
    assert mistaken.status_code == 422
    assert mistaken.json()["errors"][0]["pointer"] == "/formats"


async def test_a_selection_beyond_a_thousand_dates_is_refused_and_not_offered(site: Site) -> None:
    await enlist_all(
        site.database, *(decided(some_id(n), 1, content=content(occurrences=dates(40))) for n in range(26))
    )

    answer, html = await site.client.get("/programme/agenda.ics"), (await site.page("/")).text

    assert answer.status_code == 422
    assert "plus de 1 000 dates" in answer.json()["detail"].replace("\u202f", " ").replace("\xa0", " ")
    assert "agenda.ics" not in html
