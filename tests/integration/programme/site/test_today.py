"""What the public list leaves out, by the moment at which somebody looks at it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.integration.programme.conftest import PARIS_TIME, Site
from tests.integration.programme.site.test_pages import at, words
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, content, some_id

PAPEETE = replace(
    RENNES,
    name="Maison de la culture",
    address="646 boulevard Pomare",
    postcode="98714",
    commune_code="98735",
    commune_name="Papeete",
    department_code="987",
    region_code="987",
)


async def test_during_the_season_the_list_begins_today_and_says_so(site: Site) -> None:
    site.clock.now = datetime(2026, 11, 16, 8, tzinfo=PARIS_TIME)
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
    site.clock.now = datetime(2026, 11, 16, 8, tzinfo=PARIS_TIME)
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
    site.clock.now = datetime(2026, 11, 16, 8, tzinfo=PARIS_TIME)
    await enlist_all(site.database, at(1, title="Finie"), at(2, days=5))

    html = (await site.page(f"/?{query}")).text

    assert ("Finie" in html, "passees=1" in html) == (shown, not shown)


@pytest.mark.parametrize(
    "now", [datetime(2026, 9, 30, 23, 59, tzinfo=PARIS_TIME), datetime(2027, 1, 1, tzinfo=PARIS_TIME)]
)
async def test_outside_the_season_the_whole_list_is_shown(site: Site, now: datetime) -> None:
    site.clock.now = now
    await enlist_all(site.database, at(1, title="Portes ouvertes"))

    html = (await site.page("/")).text

    assert "Portes ouvertes" in html
    assert "passees" not in html


async def test_a_programme_that_is_over_leads_to_what_was(site: Site) -> None:
    site.clock.now = datetime(2026, 12, 20, 8, tzinfo=PARIS_TIME)
    await enlist_all(site.database, at(1))

    plain, filtered = [words((await site.page(path)).text) for path in ("/", "/?region=53")]

    assert "Plus rien à venir Voyez les manifestations passées" in plain
    assert "Plus rien à venir avec ces filtres" in filtered


def in_tahiti(number: int, hour: int, *, title: str) -> Any:
    """Return two hours of 14 November in Papeete, from ``hour`` on the clock there: eleven hours behind Paris."""
    starts_at = datetime(2026, 11, 14, hour, tzinfo=ZoneInfo("Pacific/Tahiti"))
    return decided(
        some_id(number),
        1,
        region_code="987",
        content=content(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place=PAPEETE,
            time_zone="Pacific/Tahiti",
            title=title,
        ),
    )


async def titles(site: Site, query: str) -> list[str]:
    found = (await site.client.get(f"/manifestations?{query}")).json()["items"]
    return [item["content"]["title"] for item in found]


async def test_an_evening_overseas_is_listed_until_it_has_ended_though_it_is_the_next_day_in_paris(site: Site) -> None:
    await enlist_all(site.database, in_tahiti(1, 8, title="Matinée"), in_tahiti(2, 20, title="Soirée"))

    # 22:00 in Paris is 11:00 in Papeete: the morning is over there. 1:00 is 14:00, 9:30 after the evening has ended.
    for now, shown in (
        (datetime(2026, 11, 14, 20, tzinfo=PARIS_TIME), ["Matinée", "Soirée"]),
        (datetime(2026, 11, 14, 22, tzinfo=PARIS_TIME), ["Soirée"]),
        (datetime(2026, 11, 15, 1, tzinfo=PARIS_TIME), ["Soirée"]),
        (datetime(2026, 11, 15, 9, 30, tzinfo=PARIS_TIME), []),
    ):
        site.clock.now = now
        html = (await site.page("/")).text

        assert shown == [title for title in ("Matinée", "Soirée") if title in html]
        assert ("Voir aussi les manifestations passées" in html) == (len(shown) < 2)
        assert shown == await titles(site, "coming=true")
        assert ["Matinée", "Soirée"] == await titles(site, "from=2026-11-14&to=2026-11-14")
        assert [] == await titles(site, "from=2026-11-15")


async def test_what_has_not_begun_stands_under_its_own_day_wherever_it_is(site: Site) -> None:
    site.clock.now = datetime(2026, 11, 15, 1, tzinfo=PARIS_TIME)
    begun = at(2, hours=14, title="Nuit blanche")
    await enlist_all(site.database, in_tahiti(1, 20, title="Soirée"), begun, in_tahiti(3, 7, title="Finie"))

    text = words((await site.page("/")).text)

    assert text.index("Déjà commencées") < text.index("Nuit blanche")
    assert text.index("Nuit blanche") < text.index("Samedi 14 novembre") < text.index("Soirée")
    assert 1 == text.count("Déjà commencées")


async def test_programs_get_the_whole_list_unless_they_ask_for_what_is_coming(site: Site) -> None:
    site.clock.now = datetime(2026, 12, 20, 8, tzinfo=PARIS_TIME)
    await enlist_all(site.database, at(1))

    assert ["Portes ouvertes de la ressourcerie"] == await titles(site, "")
    assert [] == await titles(site, "coming=true")
    assert 422 == (await site.client.get("/manifestations?coming=peut-etre")).status_code
