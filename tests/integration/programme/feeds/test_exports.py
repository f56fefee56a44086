import csv
import io
from datetime import UTC, datetime

import pytest

from services.programme.feeds.http import exports
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, some_id

FACES = {
    "/programme/export.csv": "text/csv; charset=utf-8",
    "/programme/export.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "/programme/carte.geojson": "application/geo+json",
    "/programme/openagenda.json": "application/json",
}


@pytest.mark.parametrize("path", FACES)
async def test_a_copy_is_of_its_kind_is_saved_under_a_name_and_not_sent_twice(site: Site, path: str) -> None:
    await enlist_all(site.database, decided(some_id(1), 1))

    answer = await site.client.get(path)
    again = await site.client.get(path, headers={"If-None-Match": answer.headers["etag"]})

    assert answer.headers["content-type"] == FACES[path]
    assert "mois-de-l-ess-2026." in answer.headers["content-disposition"]
    assert (answer.status_code, again.status_code) == (200, 304)


async def test_a_table_holds_what_the_list_s_filters_find(site: Site) -> None:
    await enlist_all(
        site.database,
        decided(some_id(1), 1, content=content(title="Un marché", format="marche")),
        decided(some_id(2), 1, content=content(title="=Un atelier", format="atelier")),
    )

    answer = await site.client.get("/programme/export.csv", params={"format": "atelier"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert [row["Titre"] for row in rows] == ["'=Un atelier"]


async def test_a_filter_that_does_not_exist_is_refused_and_named(site: Site) -> None:
    answer = await site.client.get("/programme/carte.geojson", params={"theme": "inconnu"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/theme"


@pytest.mark.parametrize("path", FACES)
async def test_a_copy_holds_all_that_is_found_or_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(exports, "MOST_EXPORTED_DATES", 1)
    await enlist_all(site.database, decided(some_id(1), 1), decided(some_id(2), 1))

    assert (await site.client.get(path)).status_code == 422


async def test_openagenda_s_shape_counts_manifestations_and_not_dates(site: Site) -> None:
    at = datetime(2026, 11, 14, 11, tzinfo=UTC)
    await enlist_all(site.database, decided(some_id(1), 1), decided(some_id(2), 1, content=content(starts_at=at)))

    found = (await site.client.get("/programme/openagenda.json")).json()

    assert found["total"] == len(found["events"]) == 2


async def test_the_list_offers_its_own_selection_in_every_face(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, content=content(format="marche")))

    html = (await site.page("/?format=marche")).text

    assert all(f'href="{path}?format=marche"' in html for path in FACES)
