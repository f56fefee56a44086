"""A structure that is named beside the organiser says by mail whether it is so, or is a name and no more."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from services.submission.teams.co_organisers.store import forget_addresses
from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.organiser_space.browsing import Page, send, visit
from tests.integration.submission.teams.support import get, post, register
from tests.support.accounts import SignedIn, signed_in
from tests.support.people import COOKIE
from tests.support.service import Client

CLAIRE, HOUSE, ASKED_AT = "claire@exemple.fr", "La Maison des associations", "maison@exemple.fr"
TOKEN = re.compile(r"/co-organisation\?jeton=([A-Za-z0-9_-]{43})")
NAMED = [{"name": HOUSE}, {"name": "Le Quai"}]


@pytest.fixture
async def claire(client: Client, database: Database) -> SignedIn:
    del client
    return await signed_in(database, CLAIRE)


async def ask(client: Client, who: SignedIn, given: str, *, name: str = HOUSE, email: str = ASKED_AT) -> Page:
    return Page(await post(client, who, f"/inscription/{given}/co-organisateurs", name=name, email=email))


async def mailed(database: Database, kind: str) -> list[dict[str, str]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT letter FROM mails WHERE kind = $1 AND state = 'waiting' ORDER BY asked_at", kind)
    return [row["letter"] for row in rows]


async def token_of(database: Database) -> str:
    found = TOKEN.search((await mailed(database, "co_organiser_asked"))[-1]["link"])
    assert found
    return found[1]


async def page_of(client: Client, who: SignedIn, given: str) -> Page:
    return Page(await get(client, who, f"/inscription/{given}/co-organisateurs"))


async def test_it_confirms_without_an_account_and_whoever_asked_reads_it_on_the_page_and_by_mail(
    client: Client, database: Database, claire: SignedIn
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    asked = await ask(client, claire, given)
    token = await token_of(database)
    seen = await visit(client, f"/co-organisation?jeton={token}")
    said = await send(client, "/co-organisation", {"jeton": token, "reponse": "oui"})
    page, state = await page_of(client, claire, given), Page(await get(client, claire, f"/inscription/{given}"))
    [letter] = await mailed(database, "co_organiser_answered")

    assert f"Un courriel part à {ASKED_AT}" in asked.text
    assert token not in asked.text
    assert f"y nomme « {HOUSE} » parmi les structures qui l’organisent" in seen.text
    assert "Merci, c’est confirmé" in said.text
    assert f"{HOUSE} (a confirmé le" in page.text
    assert "Le Quai (nom seulement)" in page.text
    assert "2 co-organisateurs nommés, 1 confirmé" in state.text
    assert "confirme co-organiser" in str(letter).replace("\u00a0", " ")


async def test_an_answer_is_given_once_and_forgets_the_address(
    client: Client, database: Database, claire: SignedIn
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    await ask(client, claire, given)
    token = await token_of(database)
    no, again = [await send(client, "/co-organisation", {"jeton": token, "reponse": word}) for word in ("non", "oui")]
    page = await page_of(client, claire, given)
    [letter] = await mailed(database, "co_organiser_answered")

    assert "est invité à retirer le nom de votre structure" in no.text
    assert 404 == again.status
    assert f"{HOUSE} (a répondu que non le" in page.text
    assert ASKED_AT not in page.text
    assert "retirez-le en modifiant la manifestation" in str(letter)


async def test_whoever_has_confirmed_is_not_asked_again_and_whoever_has_not_gets_one_link_at_a_time(
    client: Client, database: Database, claire: SignedIn
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    await ask(client, claire, given, email="faute@exemple.fr")
    former = await token_of(database)
    await ask(client, claire, given)
    mails = len(await mailed(database, "co_organiser_asked"))
    gone = await visit(client, f"/co-organisation?jeton={former}")
    await send(client, "/co-organisation", {"jeton": await token_of(database), "reponse": "oui"})
    refused = await post(client, claire, f"/inscription/{given}/co-organisateurs", name=HOUSE, email=ASKED_AT)

    assert (1, 404, 409) == (mails, gone.status, refused.status_code)
    assert [] == (await page_of(client, claire, given)).options.get("name", [])


async def test_no_mailbox_is_filled(client: Client, database: Database, claire: SignedIn) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    statuses = [(await ask(client, claire, given, email=f"maison-{number}@exemple.fr")).status for number in range(6)]

    assert [200, 200, 200, 200, 200, 409] == statuses
    assert 1 == len(await mailed(database, "co_organiser_asked"))


@pytest.mark.parametrize(
    ("field", "said", "words"),
    [
        ("name", "La Halle", "ne nomme pas « La Halle »"),
        ("email", "maison", "n’est pas une adresse électronique"),
        ("email", "", "Adresse électronique"),
    ],
)
async def test_a_fault_is_named_at_its_field_and_nobody_is_written_to(  # noqa: PLR0917 -- fixtures and one case
    client: Client, database: Database, claire: SignedIn, field: str, said: str, words: str
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    page = await ask(client, claire, given, **{field: said})

    assert (422, f"#champ-{field}") == (page.status, page.links[0])
    assert words in page.text
    assert [] == await mailed(database, "co_organiser_asked")


async def test_what_is_withdrawn_or_names_it_no_more_is_not_asked_about(
    client: Client, database: Database, claire: SignedIn
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    await ask(client, claire, given)
    token = await token_of(database)
    form = Page(await get(client, claire, f"/inscription/{given}/modifier"))
    await client.post(
        f"/inscription/{given}/modifier", data={**form.values, "co_organiser_names": "Le Quai"}, headers=claire.headers
    )
    renamed = await visit(client, f"/co-organisation?jeton={token}")
    await ask(client, claire, given, name="Le Quai")
    token = await token_of(database)
    await post(client, claire, f"/inscription/{given}/retirer", _version="2")
    withdrawn = await visit(client, f"/co-organisation?jeton={token}")

    assert [404, 404, 404] == [
        renamed.status,
        withdrawn.status,
        (await send(client, "/co-organisation", {"jeton": token, "reponse": "oui"})).status,
    ]
    assert 409 == (await ask(client, claire, given, name="Le Quai")).status


async def test_nobody_else_sees_or_asks_and_an_address_without_an_answer_is_forgotten(
    client: Client, database: Database, claire: SignedIn
) -> None:
    given = await register(client, claire, co_organisers=NAMED)
    malo = await signed_in(database, "malo@exemple.fr")
    await ask(client, claire, given)
    token = await token_of(database)
    theirs = [await page_of(client, malo, given), await ask(client, malo, given)]
    async with database.transaction() as tx:
        await tx.execute("UPDATE co_organisers_asked SET asked_at = now() - $1::interval", timedelta(days=31))
        await forget_addresses(tx)
        left = await tx.fetchrow("SELECT token_sha256, email FROM co_organisers_asked")

    assert [404, 404] == [page.status for page in theirs]
    assert left is not None
    assert (None, None) == tuple(left)
    assert 404 == (await visit(client, f"/co-organisation?jeton={token}")).status
    assert f"{HOUSE} (sans réponse à la demande du" in (await page_of(client, claire, given)).text


@pytest.mark.parametrize("width", [1280, 320])
async def test_its_pages_fit_and_axe_finds_nothing(
    client: Client, database: Database, claire: SignedIn, browser: Browser, width: int
) -> None:
    given = await register(client, claire, title=ENDLESS[:140], co_organisers=[{"name": ENDLESS[:200]}, *NAMED])
    await ask(client, claire, given, email="une.adresse.bien.longue@une-structure-au-nom-long.example")
    client.cookies.set(COOKIE, claire.headers["Cookie"].partition("=")[2])
    for path in (f"/inscription/{given}/co-organisateurs", f"/co-organisation?jeton={await token_of(database)}"):
        async with screen(browser, client, path, width=width) as page:
            results = await Axe().run(page)
            assert [] == [each["id"] for each in results.response["violations"]]
            assert 0 == await overflow(page)
