"""A sheet as a federation keeps it, from the file to manifestations and drafts, in a real browser without script."""

from datetime import date
from pathlib import Path

from playwright.async_api import Browser, Page

from moisess.demo.platform import Platform
from tests.e2e.test_an_organiser_registers_in_a_browser import follow, serious_findings_are_none, sign_in
from tests.support.eventually import eventually
from tests.support.workbooks import xlsx

GOOD, LACKING = 30, 4
HEADER = (
    "N°", "Titre de l’événement *", "Présentation", "Date", "Horaires", "Lieu", "Adresse", "CP", "Ville", "Thème",
    "Public", "Structure", "N° de SIRET", "Mail de contact", "Tél.", "Qui fait quoi",
)  # fmt: skip
WHAT = ("Atelier de réparation", "Repas partagé", "Conférence sur les communs", "Bal de clôture", "Visite du fournil")
TOWNS = (("35042", "RENNES CEDEX"), (35000, "Rennes"), ("29200", "Brest (29)"), ("F-44000", "Nantes"), ("", "Paris 4e"))
HOURS = ("de 14h à 18h", "9h-12h et 14h-17h", "à partir de 18h30", "21h - 2h", "10:00 - 12:30", "20h, durée 1h30")


def record(number: int, **changed: object) -> list[object]:
    postcode, town = TOWNS[number % len(TOWNS)]
    day = number % 20 + 2
    usual: dict[str, object] = {
        "N°": number,
        "Titre de l’événement *": f"{WHAT[number // 8]} n° {number}",
        "Présentation": "On apprend ensemble à réparer<br>ce que l’on jetterait&nbsp;!_x000D_",
        "Date": (date(2026, 12, day), f"{day:02}/12/2026", f"{day} décembre", f"le {day} déc. 2026")[number % 4],
        "Horaires": HOURS[number % len(HOURS)],
        "Lieu": "La Fabrique",
        "Adresse": f"{number} rue des Essais",
        "CP": postcode,
        "Ville": town,
        "Thème": "Coopération",
        "Public": ("Tout public", "Entrée libre", "pour toutes et tous")[number % 3],
        "Structure": "La Fabrique des communs de l’Ouest",
        "N° de SIRET": "999 900 087 00019",
        "Mail de contact": "contact@fabrique.example",
        "Tél.": 261910020,
        "Qui fait quoi": "",
    }
    return list({**usual, **changed}.values())


def dirty_sheet() -> bytes:
    """Return a workbook as a federation keeps it: titles above, subtitles between, what is cancelled and a total."""
    good = [record(number) for number in range(1, GOOD + 1)]
    good[0][-1] = "Camille apporte les outils"
    lacking = [
        record(31, Public=""), record(32, Date="à préciser"), record(33, CP="", Ville="Sainte-Colombe"),
        record(34, **{"N° de SIRET": 9.9999e13, "Horaires": "voir le site"}),
    ]  # fmt: skip
    lines = [("BRETAGNE",), *good[:15], (), ("Décembre",), *good[15:], ("À COMPLÉTER :",), *lacking]
    lines += [record(35, **{"Titre de l’événement *": "ANNULÉ - Fête des voisins"}), ("TOTAL", GOOD + LACKING)]
    return xlsx(("Programme de la fédération",), ("Merci de relire",), (), HEADER, *lines)


async def test_a_sheet_becomes_manifestations_and_drafts(
    browser: Browser, platform: Platform, whole_environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(dirty_sheet())
    context = await browser.new_context(locale="fr-FR", viewport={"width": 375, "height": 800}, bypass_csp=True)
    page = await context.new_page()
    await sign_in(page, platform, whole_environment)

    await page.goto(f"{platform.urls['submission']}/importer")
    await serious_findings_are_none(page)
    await page.get_by_label("Fichier").set_input_files(file)
    await follow(page, page.get_by_role("button", name="Lire le fichier"))
    await reached(page, "À relire")
    await serious_findings_are_none(page)
    assert "Qui fait quoi" in await page.get_by_role("main").inner_text()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 375
    await follow(page, page.get_by_role("button", name=f"Inscrire les {GOOD} lignes prêtes"))
    await reached(page, "Terminé")
    await serious_findings_are_none(page)

    said = await page.get_by_role("main").inner_text()
    for count in (f"{GOOD} inscrites", f"{LACKING} à compléter", "5 laissées de côté"):
        assert count in said.replace("\u00a0", " ")
    await follow(page, page.get_by_role("link", name="Compléter le brouillon").first)
    assert f"{WHAT[3]} n° {GOOD + 1}" == await page.get_by_label("Titre", exact=True).input_value()
    await context.close()


async def reached(page: Page, state: str) -> None:
    """Wait until the page, which comes again by itself, is that of a file in this state."""

    async def look() -> bool:
        return (await page.title()).startswith(state)

    await eventually(look, within=120, every=0.2)
