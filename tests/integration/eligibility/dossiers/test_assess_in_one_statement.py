"""Judging first versions with one commit, and leaving everything else to the transaction."""

from datetime import UTC, datetime
from typing import Any

from aiokafka import TopicPartition

from services.eligibility.criteria.facts import RegisterEntry
from services.eligibility.dossiers.assess import assess_in_one_statement
from services.eligibility.register.look_up import Recent
from shared.contracts.content import Organiser
from shared.contracts.submission import ManifestationChanged
from shared.kafka.marks import Marks
from shared.postgres.database import Database
from tests.integration.eligibility.support import (
    ASSOCIATION,
    SIRET,
    assess_all,
    changed,
    history,
    keep,
    received,
    rows,
    statements_of_ours,
    told_decisions,
    told_structures,
)
from tests.support.builders import content

MARKS = Marks(group="eligibility.manifestations", next_offsets={TopicPartition("manifestations", 2): 7})


async def in_one_statement(database: Database, *events: ManifestationChanged) -> tuple[bool, list[str]]:
    """Judge outside a transaction, the register's answer at hand; returns whether it could be, and the statements."""
    recent = Recent()
    recent[SIRET] = RegisterEntry(identifier=SIRET, facts=ASSOCIATION, fetched_at=datetime.now(UTC))
    statements: list[str] = []
    async with database.autocommit() as connection:
        with connection.query_logger(lambda record: statements.append(record.query)):
            done = await assess_in_one_statement(connection, received(*events), marks=MARKS, recent=recent)
    return done, statements_of_ours(statements)


async def with_a_known_structure(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))


async def marked(database: Database) -> list[tuple[Any, ...]]:
    query = "SELECT consumer_group, topic, partition, next_offset FROM applied_offsets"
    return [tuple(row.values()) for row in await rows(database, query)]


async def numbers_told(database: Database) -> list[int]:
    return [told.manifestation_id.int for told in await told_decisions(database)]


async def test_first_versions_of_a_known_structure_are_two_readings_and_one_writing_that_saves_the_marks(
    database: Database,
) -> None:
    await with_a_known_structure(database)

    done, statements = await in_one_statement(database, *(changed(number) for number in range(2, 502)))

    assert (True, 3) == (done, len(statements))
    assert [*range(1, 502)] == sorted(await numbers_told(database))
    assert [("eligibility.manifestations", "manifestations", 2, 7)] == await marked(database)


async def test_the_marks_move_on_past_what_was_judged_before_and_nothing_is_judged_twice(database: Database) -> None:
    await with_a_known_structure(database)

    done, _ = await in_one_statement(database, changed(1), changed(2))

    assert (True, 7) == (done, (await marked(database))[0][-1])
    assert [1, 2] == await numbers_told(database)
    assert [(1, 1, "eligible", "rules")] == await history(database, 1)


async def test_a_structure_that_is_new_or_shows_something_new_is_left_to_the_transaction(database: Database) -> None:
    await keep(database)
    new, _ = await in_one_statement(database, changed(1))
    await assess_all(database, changed(1))
    theme = next(theme for theme in ("culture", "mobilite") if theme not in changed(1).content.themes)
    another, _ = await in_one_statement(database, changed(2), changed(3, content=content(themes=(theme,))))

    assert (False, False, []) == (new, another, await marked(database))
    assert [1] == await numbers_told(database)
    assert [1] == [told.version for told in await told_structures(database)]


async def test_amendments_and_withdrawals_are_left_to_the_transaction(database: Database) -> None:
    await with_a_known_structure(database)

    for later in (changed(1, 2), changed(1, 2, state="withdrawn")):
        assert not (await in_one_statement(database, changed(2), later))[0]

    assert ([1], []) == (await numbers_told(database), await marked(database))


async def test_one_whose_organiser_is_not_verified_tells_of_no_structure_and_reads_none(
    database: Database,
) -> None:
    event = changed(9, organiser=Organiser(name="Sans numéro"))

    done, statements = await in_one_statement(database, event)

    assert (True, 2, []) == (done, len(statements), await told_structures(database))
