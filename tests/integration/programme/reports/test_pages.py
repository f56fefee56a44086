"""A visitor says that something is wrong with an entry; chambers hear of it by the topic."""

import re

from httpx import Response

from shared.contracts.programme import REPORTS, EntryReported
from shared.http.rate_limits import FORM_COST
from shared.postgres.database import Database
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.listings.test_filters import PROGRAMME
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import some_id

ONE = f"/programme/{some_id(1)}"


async def told(database: Database) -> list[EntryReported]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", REPORTS.topic)
    return [REPORTS.decode(row["payload"]) for row in rows]


async def send(site: Site, **fields: str) -> Response:
    return await site.client.post(f"{ONE}/signaler", data=fields, headers=BROWSER, follow_redirects=False)


async def test_what_a_visitor_says_is_told_and_kept_nowhere_here(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    page = await site.page(ONE)
    form = await site.page(f"{ONE}/signaler")
    sent = await send(site, reason="wrong_facts", details="Le lieu est fermé.", contact="lise@exemple.fr")
    thanks = await site.page(sent.headers["location"].removeprefix("https://programme.example"))
    [event] = await told(site.database)

    assert f"{ONE}/signaler" in page.text
    assert "Qu’est-ce qui ne va pas" in form.text
    assert (sent.status_code, thanks.status_code) == (303, 200)
    assert "c’est transmis" in thanks.text
    assert (event.manifestation_id, event.reason) == (some_id(1), "wrong_facts")
    assert (event.details, event.contact) == ("Le lieu est fermé.", "lise@exemple.fr")


async def test_neither_words_nor_an_address_have_to_be_left(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    await send(site, reason="unfit")
    [event] = await told(site.database)

    assert (event.details, event.contact) == (None, None)


async def test_a_program_that_fills_in_what_nobody_sees_is_thanked_and_not_heard(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    sent = await send(site, reason="unfit", _site_web="https://exemple.fr")

    assert sent.status_code == 303
    assert await told(site.database) == []


async def test_what_is_wrong_in_the_form_is_named_and_nothing_is_told(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    none, address = await send(site), await send(site, reason="other", contact="lise")

    assert (none.status_code, address.status_code) == (422, 422)
    assert "n’est pas une adresse électronique" in address.text
    assert await told(site.database) == []


async def test_what_is_not_online_cannot_be_reported(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    await enlist_all(site.database, decided(some_id(1), 2, online=False))

    assert (await send(site, reason="unfit")).status_code == 410


async def test_a_report_weighs_as_much_as_any_form_that_nobody_signed_in_for(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    sent = await send(site, reason="unfit")
    [whole] = re.findall(r"q=(\d+)", sent.headers["ratelimit-policy"])
    [left] = re.findall(r"r=(\d+)", sent.headers["ratelimit"])

    assert int(whole) - int(left) == FORM_COST
