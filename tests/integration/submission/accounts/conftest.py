"""People with accounts of their own in submission's database, and a browser that is signed in there."""

from collections.abc import Awaitable, Callable

import pytest

from services.submission.accounts.create import account_of
from services.submission.accounts.links import draw_link
from services.submission.accounts.rules import Account
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER
from tests.support.service import Client

ADDRESS = "organisatrice@exemple.fr"

MakeAccount = Callable[..., Awaitable[Account]]
SignIn = Callable[..., Awaitable[str]]


@pytest.fixture
def make_account(database: Database) -> MakeAccount:
    """Give a function that makes an account."""

    async def make(email: str = ADDRESS) -> Account:
        async with database.transaction() as tx:
            return await account_of(tx, email)

    return make


@pytest.fixture
def sign_in(client: Client, database: Database) -> SignIn:
    """Give a function that signs in by a link, as a person does, and returns where that led."""

    async def sign_in(email: str = ADDRESS, onward: str = "") -> str:
        async with database.transaction() as tx:
            token = await draw_link(tx, email=email, onward=onward)
        answer = await client.post("/connexion/lien", data={"jeton": token}, headers=BROWSER, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    return sign_in
