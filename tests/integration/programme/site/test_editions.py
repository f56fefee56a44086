"""Another edition than the open one: read on its own pages and by its year, and closed for printing."""

from dataclasses import replace
from datetime import date

from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided_in, enlist_all
from tests.support.edition import EDITION, know_editions

FORMER = replace(
    EDITION,
    year=2025,
    state="archived",
    first_day=date(2025, 10, 1),
    last_day=date(2025, 12, 31),
    themes=EDITION.themes[:1],
)


async def test_a_former_edition_has_its_own_page_and_is_named_by_programs(site: Site) -> None:
    await know_editions(site.database, FORMER)
    await enlist_all(site.database, replace(decided_in(1), edition=2025), decided_in(2))

    present, former = await site.page("/"), await site.page("/editions/2025")
    listed = [(await site.client.get(f"/manifestations{query}")).json() for query in ("", "?edition=2025")]

    assert 'href="/editions/2025"' in present.text
    assert "Novembre 2025" in former.text
    assert "/programme/00000000-0000-0000-0000-000000000001" in former.text
    assert "/programme/00000000-0000-0000-0000-000000000001" not in present.text
    assert [2026, 2025] == [each["items"][0]["edition"] for each in listed]


async def test_themes_that_can_be_asked_for_are_those_of_the_edition(site: Site) -> None:
    await know_editions(site.database, FORMER)

    refused = await site.client.get("/manifestations?edition=2025&theme=sport")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/theme")
    assert (await site.client.get("/manifestations?theme=sport")).status_code == 200


async def test_a_year_without_edition_or_still_in_preparation_is_404(site: Site) -> None:
    await know_editions(site.database, replace(EDITION, year=2027, state="preparing"))

    for path in ("/editions/2031", "/editions/2027", "/manifestations?edition=2027"):
        assert (await site.client.get(path)).status_code == 404


async def test_a_region_says_who_is_in_charge_and_when_its_paper_is_edited(site: Site) -> None:
    with_chamber, without = await site.page("/?region=53"), await site.page("/?region=988")

    assert "CRESS Bretagne s’occupe de cette région" in with_chamber.text
    assert "septembre 2026 à 18" in with_chamber.text
    assert "Équipe nationale s’occupe de cette région" in without.text
    assert "papier" not in without.text.partition("s’occupe de cette région")[2].partition("</p>")[0]


async def test_once_it_is_archived_nothing_more_is_cut(site: Site) -> None:
    await know_editions(site.database, replace(EDITION, version=2, state="archived"))
    headers = {**await site.key("national"), "Idempotency-Key": "a-cut-too-late"}

    refused = await site.client.post("/print-snapshots", json={"region_code": "53"}, headers=headers)

    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "edition-archivee")
