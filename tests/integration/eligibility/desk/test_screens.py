"""The desk on real screens: fifty dossiers by keyboard alone, nothing that hides, and axe finds nothing."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from services.eligibility.reports.hear import hear_reports
from shared.contracts.programme import EntryReported
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.mixed import COLLEAGUE, UNNUMBERED, fill, title_of
from tests.integration.eligibility.desk.test_vigilance import reported
from tests.integration.eligibility.desk.working import Moderator, pass_days, set_due_timers, tell
from tests.integration.eligibility.support import assess_all, changed, keep, rows
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.support.builders import ORGANISER, content
from tests.support.people import sign_in
from tests.support.service import Client

NUMBER_ONLINE, NUMBER_AMENDED, NUMBER_APPEALED = 6, 7, 9
REPORT = EntryReported(
    report_id=UUID(int=900),
    manifestation_id=UUID(int=NUMBER_ONLINE),
    reason="not_taking_place",
    details=ENDLESS,
    contact="lise@exemple.fr",
    reported_at=datetime.now(UTC),
)
FIFTY = range(1, 51)
FOCUSED = "() => document.activeElement.id"
SHOWN = "title => document.title.includes(title) && document.readyState === 'complete'"
"""Until then no shortcut is there."""


@pytest.fixture
async def signed_in(client: Client, database: Database, make_key: MakeKey) -> Client:
    """Give a client with the session of a moderator of Bretagne."""
    key = await make_key("moderator", "53")
    await sign_in(client, database, key["Authorization"].split()[1])
    return client


@pytest.fixture
async def addresses(signed_in: Client, database: Database, database_url: str) -> dict[str, str]:
    """Give the addresses of pages with something on them; whoever is signed in is there to hear the appeal."""
    assert signed_in.app
    await fill(database, [NUMBER_APPEALED])
    await keep(database)
    await assess_all(database, changed(NUMBER_ONLINE))
    await assess_all(database, changed(NUMBER_AMENDED))
    await assess_all(
        database, changed(NUMBER_AMENDED, 2, organiser=replace(ORGANISER, name=ENDLESS), content=content(title=ENDLESS))
    )
    async with database.transaction() as tx:
        await hear_reports(tx, [REPORT])
    await assess_all(database, *(changed(number, organiser=UNNUMBERED) for number in range(2, 5)))
    await assess_all(database, changed(1, note=ENDLESS))
    long = content(title=ENDLESS, description=f"{ENDLESS} {ENDLESS}")
    await assess_all(database, changed(1, 2, organiser=replace(ORGANISER, name=ENDLESS), content=long))
    await set_due_timers(database)
    await pass_days(database, database_url, 8)
    together = "&".join(f"_d={UUID(int=number)}:1" for number in (2, 3))
    return {
        "bureau": "/bureau",
        "decidees": "/bureau?etat=decidees",
        "vide": "/bureau?q=introuvable",
        "signalees": "/bureau?etat=signalees",
        "dossier": f"/bureau/dossiers/{UUID(int=1)}",
        "dossier signalé": f"/bureau/dossiers/{UUID(int=NUMBER_ONLINE)}",
        "dossier en réexamen": f"/bureau/dossiers/{UUID(int=NUMBER_APPEALED)}",
        "justificatifs": f"/justificatifs/{UUID(int=NUMBER_APPEALED)}",
        "différence": f"/bureau/dossiers/{UUID(int=NUMBER_AMENDED)}",
        "un organisateur": f"/bureau?organisateur={UUID(int=0)}",
        "ensemble": f"/bureau/ensemble?{together}",
        "raccourcis": "/bureau/raccourcis",
        "journal": "/bureau/journal",
        "chiffres": "/bureau/chiffres",
        "retards": "/bureau/retards",
        "absence": "/bureau/absence",
    }


@pytest.mark.parametrize("width", [1280, 375])
async def test_every_page_fits_and_axe_finds_nothing(
    addresses: dict[str, str], signed_in: Client, browser: Browser, width: int
) -> None:
    found = []
    for name, address in addresses.items():
        async with screen(browser, signed_in, address, width=width) as page:
            for details in await page.locator("main details").all():
                await details.evaluate("each => each.open = true")
            wider = await overflow(page)
            results = await Axe().run(page)
            violations = [each["id"] for each in results.response["violations"]]
            if wider or violations:
                found.append((name, wider, violations))

    assert [] == found


@pytest.mark.parametrize("width", [1280, 375])
async def test_what_a_decision_leads_to_fits_and_axe_finds_nothing(
    addresses: dict[str, str], signed_in: Client, colleague: Moderator, browser: Browser, width: int
) -> None:
    found = []

    async def look(page: Page, name: str, heading: str) -> None:
        await page.wait_for_selector(f"h1:has-text('{heading}'), h2:has-text('{heading}')")
        wider, results = await overflow(page), await Axe().run(page)
        if wider or results.response["violations"]:
            found.append((name, wider, [each["id"] for each in results.response["violations"]]))

    async with screen(browser, signed_in, addresses["ensemble"], width=width) as page:
        await page.keyboard.press("a")
        assert await page.evaluate("() => document.activeElement.form.id") == "accepter"
        await page.keyboard.press("Enter")
        await look(page, "aperçu", "Ce que chacun recevra")
    async with screen(browser, signed_in, addresses["dossier"], width=width) as page:
        await page.keyboard.press("r")
        await page.keyboard.press("Control+Enter")
        await look(page, "refus sans phrase", "à corriger")
        await colleague.decide(1, "accept", version=2, message=ENDLESS)
        await page.fill("[name='refuse.message']", ENDLESS)
        await page.keyboard.press("Control+Enter")
        await look(page, "deux décisions", "Une autre décision")

    assert [] == found


async def test_fifty_dossiers_are_decided_by_keyboard_alone(
    signed_in: Client, database: Database, database_url: str, browser: Browser
) -> None:
    await fill(database, FIFTY)
    focused = []
    async with screen(browser, signed_in, "/bureau", width=1280, fragments=True) as page:
        # What a keyboard needs is none of these.
        await page.route(re.compile(r"\.(css|svg|woff2)$"), lambda route: route.abort())
        await page.keyboard.press("j")
        await page.keyboard.press("Enter")
        for number in FIFTY:
            await page.wait_for_function(SHOWN, arg=title_of(number))
            focused.append(await page.evaluate(FOCUSED))
            await _decide(page, number)
        await page.wait_for_function(SHOWN, arg="Bureau")
        focused.append(await page.evaluate(FOCUSED))
    await tell(database, database_url)

    decided = await rows(
        database,
        """
        SELECT manifestation_id, verdict
        FROM decisions
        WHERE decided_by = 'chamber' AND account_id <> $1
        ORDER BY manifestation_id
        """,
        COLLEAGUE.account_id,
    )
    asked = await rows(database, "SELECT manifestation_id FROM desk_work WHERE aside = 'asked' ORDER BY 1")
    expected = {number: ["eligible", "refused", "asked"][_kind(number)] for number in FIFTY}

    assert {
        **{row["manifestation_id"].int: row["verdict"] for row in decided},
        **{row["manifestation_id"].int: "asked" for row in asked},
    } == expected
    assert len(decided) + len(asked) == len(FIFTY)
    assert focused[1:] == [*["dossier"] * (len(FIFTY) - 1), "liste"]


def _kind(number: int) -> int:
    """Say what is done: every fifth is refused, every seventh goes back, the others are accepted."""
    return 1 if number % 5 == 0 else 2 if number % 7 == 0 else 0


async def _decide(page: Page, number: int) -> None:
    kind = _kind(number)
    if kind == 0:
        await page.keyboard.press("a")
        await page.keyboard.press("Enter")
        return
    await page.keyboard.press("r" if kind == 1 else "d")
    await page.keyboard.type("Dites-nous en quoi elle relève de l’ESS, s’il vous plaît.")
    await page.keyboard.press("Control+Enter")


async def test_one_key_takes_an_entry_offline_and_puts_it_back(
    signed_in: Client, database: Database, browser: Browser
) -> None:
    await reported(database)
    async with screen(browser, signed_in, f"/bureau/dossiers/{UUID(int=1)}", width=1280) as page:
        await page.keyboard.press("o")
        await page.wait_for_selector("text=Remettre au programme")
        [offline] = await rows(database, "SELECT published, withheld IS NOT NULL AS kept FROM dossiers")
        await page.keyboard.press("o")
        await page.wait_for_selector("text=Retirer du programme maintenant")
    [online] = await rows(database, "SELECT published IS NOT NULL AS shown FROM dossiers")

    assert offline == {"published": None, "kept": True}
    assert online == {"shown": True}
