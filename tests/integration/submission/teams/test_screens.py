"""Pages of teams, accounts and the national team on real screens: nothing hides, and axe finds nothing serious."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from services.submission.accounts.grant import grant
from services.submission.accounts.keys import issue_key
from services.submission.notices.reminders import reminders_of
from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.teams.support import accept, invite, may_change, register, share
from tests.support.accounts import SignedIn, signed_in
from tests.support.people import COOKIE
from tests.support.service import Client

SERIOUS = ["serious", "critical"]
WIDTHS = [1280, 375]
LONG = ENDLESS[:80]
pytestmark = pytest.mark.timeout(300)  # a browser, for every page, on a machine that is busy with other tests


@pytest.fixture
async def pages(client: Client, database: Database) -> dict[str, str]:
    """Give the addresses of the pages, by name, as a moderator of Bretagne who is in a team sees them."""
    nadia = await signed_in(database, "nadia.le-goff@exemple.fr", name="Nadia Le Goff", region="53")
    malo = await signed_in(database, "malo.riou@exemple.fr")
    given = await register(client, nadia, title=ENDLESS)
    team = await share(client, nadia, given)
    await accept(client, malo, await invite(client, database, nadia, f"{team}/inviter", "malo.riou@exemple.fr"))
    await invite(
        client, database, nadia, f"{team}/inviter", "une.adresse.bien.longue@une-structure-au-nom-long.example"
    )
    await invite(client, database, nadia, "/chambre/inviter", "collegue@exemple.fr")
    await may_change(client, malo, given)
    offer = await invite(client, database, malo, f"/inscription/{given}/remettre", "nadia.le-goff@exemple.fr")
    _sign_in(client, nadia)
    return {
        "equipes": "/equipes",
        "equipe": team,
        "chambre": "/chambre",
        "remise": f"/inscription/{given}/remettre",
        "etat": f"/inscription/{given}",
        "historique": f"/inscription/{given}/historique",
        "invitation": f"/invitation?jeton={offer}",
        "compte": "/compte",
        "cles": "/compte/cles",
        "donnees": "/compte/donnees",
        "effacement": "/compte/effacer",
        "confidentialite": "/confidentialite",
        "mentions": "/mentions-legales",
        "accessibilite": "/accessibilite",
        "connexion": "/connexion",
    }


@pytest.fixture
async def pages_of_the_national_team(client: Client, database: Database) -> dict[str, str]:
    """Give the pages of the national team, and the one that a reminder leads to."""
    lou = await signed_in(database, "lou.quere@exemple.fr", name=LONG)
    async with database.transaction() as tx:
        await grant(tx, lou.account_id, "national")
        await issue_key(tx, lou.account_id, name=LONG)
        token = await reminders_of(tx, lou.account_id)
    _sign_in(client, lou)
    program = await client.post("/gestion/programmes", data={"name": LONG}, headers=lou.headers)
    return {
        "gestion": "/gestion",
        "programmes": "/gestion/programmes",
        "programme": program.url.path,
        "editions": "/gestion/editions",
        "compte": "/compte",
        "cles": "/compte/cles",
        "rappels": f"/courriels/rappels?jeton={token}",
    }


def _sign_in(client: Client, who: SignedIn) -> None:
    client.cookies.clear()
    client.cookies.set(COOKIE, who.headers["Cookie"].partition("=")[2])


async def flaws(pages: dict[str, str], client: Client, browser: Browser, width: int) -> list[object]:
    """Return what is wider than its place, and what axe calls serious."""
    found: list[object] = []
    for name, address in pages.items():
        async with screen(browser, client, address, width=width) as page:
            wider = await overflow(page)
            results = await Axe().run(page)
            serious = [each["id"] for each in results.response["violations"] if each["impact"] in SERIOUS]
            if wider or serious:
                found.append((name, wider, serious))
    return found


@pytest.mark.parametrize("width", WIDTHS)
async def test_every_page_fits_and_axe_finds_nothing_serious(
    pages: dict[str, str], client: Client, browser: Browser, width: int
) -> None:
    assert [] == await flaws(pages, client, browser, width)


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_same_holds_for_pages_of_the_national_team(
    pages_of_the_national_team: dict[str, str], client: Client, browser: Browser, width: int
) -> None:
    assert [] == await flaws(pages_of_the_national_team, client, browser, width)
