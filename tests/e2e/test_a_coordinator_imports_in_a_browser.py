"""A sheet as a federation keeps it, from the file to manifestations and drafts, in a real browser without script."""

from pathlib import Path

from playwright.async_api import Browser, Page

from moisess.demo.platform import Platform
from tests.e2e.test_an_organiser_registers_in_a_browser import follow, serious_findings_are_none, sign_in
from tests.support.eventually import eventually
from tests.unit.submission.imports.workbooks import xlsx

GOOD, LACKING = 6, 2
HEADER = (
    "N°", "Titre de l’événement *", "Présentation", "Date", "Horaires", "Lieu", "Adresse", "CP", "Ville", "Thème",
    "Public", "Structure", "SIRET", "Mail de contact", "Qui fait quoi",
)  # fmt: skip


def record(number: int, **changed: str) -> list[object]:
    usual = {
        "N°": number,
        "Titre de l’événement *": f"Atelier de réparation, séance {number}",
        "Présentation": "On apprend ensemble à réparer ce que l’on jetterait.",
        "Date": f"{number + 1:02}/12/2026",
        "Horaires": "de 14h à 18h",
        "Lieu": "La Fabrique",
        "Adresse": "3 rue des Essais",
        "CP": 35000,
        "Ville": "RENNES CEDEX",
        "Thème": "Coopération",
        "Public": "Tout public",
        "Structure": "La Fabrique des communs de l’Ouest",
        "SIRET": "999 900 087 00019",
        "Mail de contact": "contact@fabrique.example",
        "Qui fait quoi": "",
    }
    return list({**usual, **changed}.values())


async def test_a_sheet_becomes_manifestations_and_drafts(
    browser: Browser, platform: Platform, whole_environment: dict[str, str], tmp_path: Path
) -> None:
    lines = [record(number) for number in range(1, GOOD + 1)]
    lines += [record(number, Public="", Date="à préciser") for number in range(GOOD + 1, GOOD + LACKING + 1)]
    lines[0][-1] = "Camille apporte les outils"
    file = tmp_path / "programme.xlsx"
    file.write_bytes(xlsx(("Programme de la fédération",), (), HEADER, *lines, (), ("TOTAL", GOOD + LACKING)))
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
    for count in (f"{GOOD} inscrites", f"{LACKING} à compléter", "1 laissée de côté"):
        assert count in said.replace("\u00a0", " ")
    await follow(page, page.get_by_role("link", name="Compléter le brouillon").first)
    assert f"Atelier de réparation, séance {GOOD + 1}" == await page.get_by_label("Titre", exact=True).input_value()
    await context.close()


async def reached(page: Page, state: str) -> None:
    """Wait until the page, which comes again by itself, is that of a file in this state."""

    async def look() -> bool:
        return (await page.title()).startswith(state)

    await eventually(look, within=120, every=0.2)
