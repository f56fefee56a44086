"""The back button, and everything else that sends one manifestation twice under two tokens."""

import pytest

from shared.contracts.submission import MANIFESTATIONS
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import send
from tests.integration.submission.organiser_space.test_pages import count, organiser, registered
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields

__all__ = ["organiser"]


async def test_the_same_manifestation_under_a_fresh_token_is_shown_again_and_not_registered(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)

    sent = form_fields(_token="another-token-of-this-test", title=" portes  ouvertes de la Ressourcerie")
    page = await send(organiser, "/inscription", sent)

    assert page.status == 409
    assert "Cette manifestation semble déjà inscrite" in page.text
    assert "Ce n’est pas la même : l’inscrire" in page.text
    assert address in page.links
    assert {name: value for name, value in page.values.items() if name in sent} == sent
    assert await count(database) == 1


async def test_another_manifestation_that_looks_the_same_can_be_registered_all_the_same(
    organiser: Client, database: Database
) -> None:
    first = await registered(organiser)
    again = form_fields(_token="another-token-of-this-test")
    await send(organiser, "/inscription", again)

    pages = [await send(organiser, "/inscription", {**again, "_anyway": "1"}) for _ in range(2)]

    assert [page.status for page in pages] == [200, 200]
    assert len({first, *(page.path for page in pages)}) == 2
    assert await count(database) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Apprendre à réparer son vélo"},
        {"occurrences__0__from": "14:00", "occurrences__0__to": "16:00"},
        {"place__postcode": "29200", "place__commune": "Brest"},
    ],
)
async def test_another_title_beginning_or_commune_makes_another_manifestation(
    organiser: Client, database: Database, fields: dict[str, str]
) -> None:
    await registered(organiser)
    await registered(organiser, _token="another-token-of-this-test", **fields)

    assert await count(database) == 2


async def test_what_is_online_twice_at_the_same_moment_is_one_too(organiser: Client, database: Database) -> None:
    online = {
        "attendance": "online",
        "online_url": "https://direct.example/1",
        **{f"place.{name}": "" for name in ("name", "address", "postcode", "commune")},
    }
    address = await registered(organiser, **online)
    page = await send(organiser, "/inscription", form_fields(_token="another-token-of-this-test", **online))

    assert (page.status, address in page.links) == (409, True)
    assert await count(database) == 1


async def test_what_was_withdrawn_is_no_reason_to_ask(organiser: Client, database: Database) -> None:
    address = await registered(organiser)
    await send(organiser, f"{address}/retirer", {"_version": "1"})
    await registered(organiser, _token="another-token-of-this-test")

    assert await count(database) == 2


async def test_of_what_somebody_else_registered_and_nobody_sees_yet_only_day_and_place_are_told(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    await sign_in(organiser, database, await make_key("organiser"))
    again = form_fields(_token="another-token-of-this-test", organiser__name="Les Amis du Ruisseau")
    page = await send(organiser, "/inscription", again)

    assert page.status == 409
    assert "samedi 14 novembre 2026 à 10 h, Rennes : d’un autre organisateur" in page.text.replace("\u00a0", " ")
    assert address not in page.links
    assert "La Ressourcerie du canal" not in page.text
    assert (await send(organiser, "/inscription", {**again, "_anyway": "1"})).status == 200


async def test_the_chamber_is_told_that_the_organiser_has_seen_the_other_one(
    organiser: Client, database: Database
) -> None:
    await registered(organiser)
    await send(organiser, "/inscription", {**form_fields(_token="another-token-of-this-test"), "_anyway": "1"})

    async with database.transaction(readonly=True) as tx:
        told = [
            MANIFESTATIONS.decode(row["payload"]) for row in await tx.fetch("SELECT payload FROM outbox ORDER BY id")
        ]
    assert [None, True] == [each.another_because and "n’est pas la même" in each.another_because for each in told]
