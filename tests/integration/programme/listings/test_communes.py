"""Communes that are more than one code: cities with arrondissements, and what was merged into another."""

from dataclasses import replace

from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import at
from tests.integration.programme.listings.test_http import numbers
from tests.integration.programme.site.test_pages import words
from tests.integration.programme.support import enlist_all
from tests.support.builders import RENNES

LYON = replace(
    RENNES, commune_name="Lyon", commune_code="69123", postcode="69007", department_code="69", region_code="84"
)
LYON_7 = replace(LYON, commune_name="Lyon 7e Arrondissement", commune_code="69387")


async def test_who_asks_for_a_city_is_shown_its_arrondissements(site: Site) -> None:
    await enlist_all(site.database, at(1, place=LYON, title="Bal"), at(2, place=LYON_7, title="Débat"), at(3))

    city, part = [await site.client.get(f"/manifestations?commune={code}") for code in ("69123", "69387")]
    page = words((await site.page("/communes/69123")).text)

    assert ([1, 2], [2]) == (numbers(city), numbers(part))
    assert "Bal" in page
    assert "Débat" in page


async def test_a_commune_that_was_merged_is_refused_by_naming_the_one_of_today(site: Site) -> None:
    answer, page = await site.client.get("/manifestations?commune=01039"), await site.page("/communes/01039")

    [error] = answer.json()["errors"]
    assert (422, "/commune", "commune_merged") == (answer.status_code, error["pointer"], error["code"])
    assert 404 == page.status_code
    for text in (error["message"], words(page.text)):
        assert "Culoz-Béon" in text
        assert "01138" in text
