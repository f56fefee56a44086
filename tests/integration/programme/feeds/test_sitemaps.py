from xml.etree import ElementTree as ET

from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import some_id

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


async def test_every_page_online_is_found_from_robots_txt_on(site: Site) -> None:
    await enlist_all(site.database, *(decided(some_id(number), 1) for number in (1, 2, 3)))
    await enlist_all(site.database, decided(some_id(3), 2, online=False, paper=False))

    robots = (await site.client.get("/robots.txt")).text
    [address] = [line.removeprefix("Sitemap: ") for line in robots.splitlines() if line.startswith("Sitemap: ")]
    index = ET.fromstring((await site.client.get(address)).content)
    [part] = [each.text or "" for each in index.findall("s:sitemap/s:loc", NAMES)]
    pages = ET.fromstring((await site.client.get(part)).content)

    found = [each.text or "" for each in pages.findall("s:url/s:loc", NAMES)]
    assert sorted(found) == [f"https://programme.example/programme/{some_id(number)}" for number in (1, 2)]
    assert [(await site.page(each)).status_code for each in found] == [200, 200]


async def test_a_part_that_does_not_exist_is_said_to_be_missing(site: Site) -> None:
    assert [(await site.client.get(f"/sitemaps/2026/{part}")).status_code for part in (0, 1, 10**6)] == [404, 404, 404]
