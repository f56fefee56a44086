"""The pages of teams, invitations and one's own data on real screens: nothing hides, and axe finds nothing serious."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.teams.support import accept, invite, may_change, register, share
from tests.support.accounts import SignedIn, signed_in
from tests.support.people import COOKIE
from tests.support.service import Client

SERIOUS = ["serious", "critical"]


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
        "connexion": "/connexion",
    }


def _sign_in(client: Client, who: SignedIn) -> None:
    client.cookies.clear()
    client.cookies.set(COOKIE, who.headers["Cookie"].partition("=")[2])


@pytest.mark.parametrize("width", [1280, 375])
async def test_every_page_fits_and_axe_finds_nothing_serious(
    pages: dict[str, str], client: Client, browser: Browser, width: int
) -> None:
    found = []
    for name, address in pages.items():
        async with screen(browser, client, address, width=width) as page:
            wider = await overflow(page)
            results = await Axe().run(page)
            serious = [each["id"] for each in results.response["violations"] if each["impact"] in SERIOUS]
            if wider or serious:
                found.append((name, wider, serious))

    assert [] == found
