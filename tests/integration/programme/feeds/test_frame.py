from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from shared.editions.store import upsert_editions
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided_in, enlist_all
from tests.support.builders import some_id
from tests.support.edition import EDITION

BRETAGNE, NORMANDIE = "https://cress.example", "https://autre.example"


async def name_embedders(site: Site) -> None:
    named = {"53": (BRETAGNE,), "28": (NORMANDIE,)}
    regions = tuple(replace(each, embedded_by=named.get(each.region_code, ())) for each in EDITION.regions)
    async with site.database.transaction() as tx:
        await upsert_editions(tx, [replace(EDITION, version=EDITION.version + 1, regions=regions)])


def ancestors(policy: str) -> set[str]:
    [found] = [part.split() for part in policy.split("; ") if part.startswith("frame-ancestors")]
    return set(found[1:])


async def test_the_sites_that_the_edition_names_for_a_region_alone_may_frame_its_programme(site: Site) -> None:
    await name_embedders(site)

    one = (await site.page("/programme/cadre?region=53")).headers["content-security-policy"]
    every = (await site.page("/programme/cadre")).headers["content-security-policy"]
    list_page = (await site.page("/?region=53")).headers["content-security-policy"]

    assert ancestors(one) == {"'self'", BRETAGNE}
    assert ancestors(every) == {"'self'", BRETAGNE, NORMANDIE}
    assert ancestors(list_page) == {"'none'"}


async def test_a_frame_shows_what_comes_next_and_its_links_leave_it(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, title="Un marché"), decided_in(2, region_code="11"))

    html = (await site.page("/programme/cadre?region=53")).text

    assert "Un marché" in html
    assert f"/programme/{some_id(2)}" not in html
    assert html.count("<a ") == html.count('target="_blank" rel="noopener"')
    assert "<script" not in html


async def test_what_is_over_is_not_in_a_frame(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, title="Un marché"))
    site.clock.now = datetime(2026, 12, 30, tzinfo=UTC)

    assert "Rien à venir" in (await site.page("/programme/cadre")).text


async def test_the_list_says_how_it_is_shown_elsewhere_with_its_filters(site: Site) -> None:
    answer = await site.client.get(
        "/oembed", params={"url": "https://programme.example/?region=53&q=vélo", "maxwidth": 300}
    )
    found = answer.json()
    source = found["html"].partition('src="')[2].partition('"')[0].replace("&amp;", "&")

    assert (found["type"], found["version"], found["width"]) == ("rich", "1.0", 300)
    assert urlsplit(source).path == "/programme/cadre"
    assert parse_qs(urlsplit(source).query) == {"region": ["53"], "q": ["vélo"]}
    assert (await site.page(source)).status_code == 200


async def test_a_part_with_an_address_of_its_own_is_shown_as_that_part(site: Site) -> None:
    asked = [{"url": f"https://programme.example/{part}"} for part in ("regions/53", "themes/eau", "villes/rennes")]

    answers = [await site.client.get("/oembed", params=each) for each in asked]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert "/programme/cadre?region=53" in answers[0].json()["html"]
    assert "/programme/cadre?theme=eau" in answers[1].json()["html"]


async def test_a_manifestation_is_shown_elsewhere_as_a_link(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, title='Un "marché" <3'))
    page = f"https://programme.example/programme/{some_id(1)}"

    found = (await site.client.get("/oembed", params={"url": page})).json()

    assert (found["type"], found["title"]) == ("link", 'Un "marché" <3')


async def test_an_address_of_another_site_is_not_shown(site: Site) -> None:
    addresses = (
        "https://autre.example/",
        "https://programme.example.autre.example/",
        "javascript:alert(1)",
        "http://[",
    )

    answers = [await site.client.get("/oembed", params={"url": address}) for address in addresses]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]


async def test_pages_name_where_to_ask(site: Site) -> None:
    await enlist_all(site.database, decided_in(1))

    for path in ("/?region=53", f"/programme/{some_id(1)}"):
        html = (await site.page(path)).text
        href = html.partition('type="application/json+oembed" href="')[2].partition('"')[0].replace("&amp;", "&")
        assert (await site.client.get(href)).status_code == 200
