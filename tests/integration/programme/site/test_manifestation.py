"""The page of a manifestation: when it is over, what is near, and its short address."""

import re
from datetime import timedelta
from html import unescape

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.contracts.details import Translation
from tests.integration.http.screen import overflow, screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, SATURDAY, at
from tests.integration.programme.site.test_pages import words
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, some_id

ONE = f"/programme/{some_id(1)}"


async def test_what_is_over_says_so_from_the_end_of_its_last_date_on(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    said = []
    for minutes in (-1, 59, 60):
        site.clock.now = SATURDAY + timedelta(minutes=minutes)
        said.append("C’est passé" in words((await site.page(ONE)).text))

    assert said == [False, False, True]


async def test_a_page_shows_what_is_near_on_the_same_day_and_not_itself(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    before = (await site.page(ONE)).text
    await enlist_all(site.database, decided(some_id(2), 2, online=False))
    after = (await site.page(ONE)).text

    near = before.split('id="meme-jour"')[1].split("</section>")[0]
    assert re.findall(r'<h3><a href="([^"]+)"', near) == [f"/programme/{some_id(2)}"]
    assert "Le même jour, près d’ici" not in after


async def test_a_short_address_leads_to_the_page_however_it_is_typed(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    [code] = {*re.findall(r"/m/([^\"<]+)\"", (await site.page(ONE)).text)}

    answers = [await site.page(f"/m/{typed}") for typed in (code, code.lower(), f"{code[:2]}-{code[2:]}")]

    assert len(code) == 5
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [(302, ONE)] * 3
    assert (await site.page("/m/22222")).status_code == 404


async def test_where_two_codes_begin_alike_each_page_has_a_longer_one_and_the_reader_chooses(site: Site) -> None:
    alike = (1377, 1518)
    await enlist_all(site.database, *(at(number, title=f"Numéro {number}") for number in alike))
    pages = [f"/programme/{some_id(number)}" for number in alike]

    codes = [re.findall(r"/m/([^\"<]+)\"", (await site.page(page)).text)[0] for page in pages]

    assert codes[0][:5] == codes[1][:5]
    assert len({*codes}) == 2
    assert [(await site.page(f"/m/{code}")).headers["location"] for code in codes] == pages
    html = (await site.page(f"/m/{codes[0][:5]}")).text
    assert {*re.findall(r'href="(/programme/[^"]+)"', html)} == {*pages}


async def test_regions_communes_themes_and_organisers_have_pages_of_their_own(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    paths = ("/regions/53", "/communes/35236", "/themes/developpement-durable", f"/organisateurs/{some_id(0x58)}")

    texts = {path: (await site.page(path)).text for path in paths}

    assert {
        path: re.split(r"\s:", unescape(re.findall(r"<title>(.*?)</title>", text)[0]))[0]
        for path, text in texts.items()
    } == {
        "/regions/53": "Bretagne",
        "/communes/35236": "Redon (35)",
        "/themes/developpement-durable": "Développement durable",
        f"/organisateurs/{some_id(0x58)}": "La Ressourcerie du canal",
    }
    assert "1 date" in words(texts["/communes/35236"])
    shared = re.findall(r'og:title" content="(.*?)"', texts["/themes/developpement-durable"])
    assert [re.sub(r"\s", " ", title) for title in shared] == [
        "Développement durable : le programme du Mois de l’ESS 2026"
    ]
    assert all(f'rel="canonical" href="https://programme.example{path}"' in text for path, text in texts.items())
    for wrong in ("/regions/99", "/communes/35999", "/themes/x", "/organisateurs/x"):
        assert (await site.page(wrong)).status_code == 404


async def test_a_part_leads_to_the_whole_as_long_as_that_is_online_and_is_called_as_it_is_now(site: Site) -> None:
    await enlist_all(site.database, at(1, parent_id=some_id(2)), at(2, title="Le festival"))
    said = [words((await site.page(ONE)).text)]
    await enlist_all(site.database, decided(some_id(2), 2, content=content(title="La semaine")))
    said.append(words((await site.page(ONE)).text))
    await enlist_all(site.database, decided(some_id(2), 3, online=False))
    said.append(words((await site.page(ONE)).text))

    assert ["Fait partie de Le festival" in said[0], "Fait partie de La semaine" in said[1]] == [True, True]
    assert "Fait partie de" not in said[2]


async def test_what_was_translated_is_read_in_its_language_and_the_rest_in_french(site: Site) -> None:
    text = Translation(title="Dorioù digor", description="Ur mintinvezh da weladenniñ.")
    shown = content(title="Portes ouvertes", translations={"br": text})
    await enlist_all(site.database, decided(some_id(1), 1, content=shown))
    french, breton = (await site.page(ONE)).text, (await site.page(f"{ONE}?langue=br")).text

    assert "Dorioù digor" not in french.split("<main")[1]
    assert re.search(r'hreflang="br" href="[^"]+\?langue=br"', french)
    assert re.search(r'<h1[^>]+lang="br"[^>]*>Dorioù digor</h1>', breton)
    assert "En français\u00a0: «\u00a0Portes ouvertes\u00a0»" in unescape(breton)
    assert re.search(r'<link rel="canonical" href="[^"]+\?langue=br">', breton)
    assert (await site.page(f"{ONE}?langue=xx")).text == french


@pytest.mark.parametrize("width", [375, 1280])
async def test_a_page_in_another_language_is_clean(site: Site, browser: Browser, width: int) -> None:
    texts = {code: Translation(title=title) for code, title in (("br", "Dorioù digor"), ("ar", "أبواب مفتوحة"))}
    await enlist_all(site.database, decided(some_id(1), 1, content=content(translations=texts)))

    async with screen(browser, site.client, f"{ONE}?langue=ar", width=width) as page:
        results = await Axe().run(page)
        assert [(found["id"], found["nodes"]) for found in results.response["violations"]] == []
        assert await overflow(page) == 0
