"""Editions on a real database: what is written is told, and who wins."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from services.submission.editions.errors import AnotherIsOpen, NotOpen
from services.submission.editions.first import begin_with_first
from services.submission.editions.heal import owned_editions
from services.submission.editions.look_up import look_up
from services.submission.editions.move import archive_edition, open_edition
from services.submission.editions.save import save
from services.submission.editions.weigh import weigh
from shared.contracts.submission import EDITIONS, EditionChanged
from shared.editions.errors import EditionArchived, EditionUnknown
from shared.errors import VersionChanged
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_store import accepted
from tests.support.edition import EDITION, edition

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
NEXT = edition(year=2027, state="preparing")


async def told(database: Database) -> list[EditionChanged]:
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", EDITIONS.topic)
    return [msgspec.json.decode(row["payload"], type=EditionChanged) for row in rows]


async def test_what_is_saved_is_told_and_the_same_again_is_not(database: Database) -> None:
    changed = replace(EDITION, national_contact="equipe@exemple.fr", changed_at=NOW)
    async with database.transaction() as tx:
        first = await save(tx, changed, expected_version=1)
        again = await save(tx, replace(changed, state="preparing"), expected_version=2)

    assert [replace(changed, version=2)] == [first] == await told(database)
    assert again == first


async def test_of_two_who_change_the_same_version_one_is_told_to_read_again(database: Database) -> None:
    async with database.transaction() as tx:
        await save(tx, replace(EDITION, national_contact="a@exemple.fr"), expected_version=1)
        with pytest.raises(VersionChanged):
            await save(tx, replace(EDITION, national_contact="b@exemple.fr"), expected_version=1)


async def test_the_next_edition_opens_once_this_one_is_archived(database: Database) -> None:
    async with database.transaction() as tx:
        await save(tx, NEXT)
        with pytest.raises(NotOpen):
            await archive_edition(tx, 2027, now=NOW)
    with pytest.raises(AnotherIsOpen):
        async with database.transaction() as tx:
            await open_edition(tx, 2027, now=NOW)
    async with database.transaction() as tx:
        await archive_edition(tx, 2026, now=NOW)
        await open_edition(tx, 2027, now=NOW, expected_version=1)

    assert [(2027, "preparing", 1), (2026, "archived", 2), (2027, "open", 2)] == [
        (each.year, each.state, each.version) for each in await told(database)
    ]


async def test_an_archived_edition_is_closed_for_writing_until_it_is_opened_again(database: Database) -> None:
    async with database.transaction() as tx:
        await archive_edition(tx, 2026, now=NOW)
        with pytest.raises(EditionArchived):
            await save(tx, replace(EDITION, national_contact="a@exemple.fr"))
        await open_edition(tx, 2026, now=NOW)
        await save(tx, replace(EDITION, national_contact="a@exemple.fr"))


async def test_an_edition_that_is_not_there_is_named(database: Database) -> None:
    async with database.transaction() as tx:
        with pytest.raises(EditionUnknown, match="2031"):
            await look_up(tx, 2031)


async def test_a_platform_without_any_begins_with_the_one_that_ships_and_tells_it(database: Database) -> None:
    async with database.transaction() as tx:
        assert not await begin_with_first(tx, now=NOW)
        await tx.execute("DELETE FROM editions")
        assert await begin_with_first(tx, now=NOW)
        assert not await begin_with_first(tx, now=NOW)

    assert [replace(EDITION, changed_at=NOW)] == await told(database)


async def test_what_a_change_does_is_counted_on_what_is_registered(database: Database) -> None:
    await accepted(database, themes=["sport"])
    async with database.transaction() as tx:
        said = await weigh(
            tx,
            EDITION,
            edition(
                state="archived",
                first_day=datetime(2026, 12, 1, tzinfo=UTC).date(),
                themes=tuple(each for each in EDITION.themes if each.slug != "sport"),
            ),
        )

    assert "1\u00a0manifestation sur 1 attend encore une décision, et ne pourra plus être corrigée ni acceptée." in said
    assert "1\u00a0manifestation de cette édition a des dates hors de cette saison." in said
    assert "Le thème « Sport » est retiré, or 1\u00a0manifestation" in said[-1]


async def test_the_topic_can_be_told_again_what_the_table_says(database: Database) -> None:
    owned = owned_editions()
    async with database.transaction() as tx:
        [state] = await owned.list_states(tx)
        [row] = await owned.lock_rows(tx, ["2026"])

    assert ("2026", 1, False) == state
    assert EDITION == msgspec.json.decode(row.payload or b"", type=EditionChanged)
