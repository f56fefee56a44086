"""Where the public list begins, by the day on which somebody looks at it."""

import re
from datetime import date

import pytest

from tests.integration.programme.conftest import Site
from tests.integration.programme.site.test_pages import at, words
from tests.integration.programme.support import enlist_all


async def test_during_the_season_the_list_begins_today_and_says_so(site: Site) -> None:
    site.calendar.today = date(2026, 11, 16)
    await enlist_all(
        site.database,
        at(1, title="Finie"),
        at(2, hours=75, title="En cours"),
        at(3, days=2, title="Le jour même"),
        at(4, days=5, title="Plus tard"),
    )

    html = (await site.page("/")).text
    text = words(html)

    assert "Finie" not in text
    assert text.index("En cours") < text.index("Le jour même") < text.index("Plus tard")
    assert text.index("Déjà commencées") < text.index("Lundi 16 novembre")
    assert "3 dates" in text
    assert '<a href="/?passees=1#liste">Voir aussi les manifestations passées</a>' in html
    assert 'aria-label="samedi\xa014 novembre : 2\xa0dates"' in html


async def test_what_is_over_is_shown_on_demand_and_stays_through_other_filters(site: Site) -> None:
    site.calendar.today = date(2026, 11, 16)
    await enlist_all(site.database, at(1, title="Finie"), at(2, days=5, title="Plus tard"))

    html = (await site.page("/?region=53&passees=1")).text

    assert "Finie" in html
    assert '<a href="/?region=53#liste">Voir seulement celles à venir</a>' in html
    assert '<input type="hidden" name="passees" value="1">' in html
    assert 'href="/?passees=1#liste"><span class="hidden">Retirer le filtre </span>Bretagne' in html
    assert "passees" not in re.findall(r'<a class="day[^>]*href="([^"]+)"', html)[0]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("q=ressourcerie", False), ("region=53", False), ("from=2026-11-01", True), ("to=2026-11-30", True)],
)
async def test_only_dates_that_are_given_bring_the_past_back(site: Site, query: str, *, shown: bool) -> None:
    site.calendar.today = date(2026, 11, 16)
    await enlist_all(site.database, at(1, title="Finie"), at(2, days=5))

    html = (await site.page(f"/?{query}")).text

    assert ("Finie" in html, "passees=1" in html) == (shown, not shown)


@pytest.mark.parametrize("today", [date(2026, 9, 30), date(2027, 1, 1)])
async def test_outside_the_season_the_whole_list_is_shown(site: Site, today: date) -> None:
    site.calendar.today = today
    await enlist_all(site.database, at(1, title="Portes ouvertes"))

    html = (await site.page("/")).text

    assert "Portes ouvertes" in html
    assert "passees" not in html


async def test_a_programme_that_is_over_leads_to_what_was(site: Site) -> None:
    site.calendar.today = date(2026, 12, 20)
    await enlist_all(site.database, at(1))

    plain, filtered = [words((await site.page(path)).text) for path in ("/", "/?region=53")]

    assert "Plus rien à venir Voyez les manifestations passées" in plain
    assert "Plus rien à venir avec ces filtres" in filtered


async def test_programs_get_the_whole_list_whatever_the_day(site: Site) -> None:
    site.calendar.today = date(2026, 12, 20)
    await enlist_all(site.database, at(1))

    assert (await site.client.get("/manifestations")).json()["total"] == 1
