"""A chamber is told where its mails do not reach the organiser; the organiser, who reads the page, is not."""

from services.submission.accounts.addresses import note_bounce, note_delivery
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import visit
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.service import Client, MakeKey, bearer

__all__ = ["organiser"]
WARNING = "L’organisateur ne reçoit pas nos courriels"
ADDRESS = "claire@ressourcerie.example"


async def test_the_chamber_sees_that_mails_come_back_until_one_arrives(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO accounts (account_id, email) SELECT owner_id::uuid, $1 FROM manifestations", ADDRESS
        )
        await note_bounce(tx, ADDRESS.upper(), "550 unknown")
    own = await visit(organiser, address)

    organiser.headers.update(bearer(await make_key("moderator", "53")))
    before = await visit(organiser, address)
    async with database.transaction() as tx:
        await note_delivery(tx, ADDRESS)
    after = await visit(organiser, address)

    assert [False, True, False] == [WARNING in page.text for page in (own, before, after)]
