"""What a topic that has forgotten its first records can still say of a table."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.rebuild.projection import RebuildRefused
from tests.integration.ops.conftest import MakeRebuilding
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided
from tests.support.builders import structure_verified

ONE, OLD, PLANTED, FORGOTTEN = UUID(int=1), UUID(int=50), UUID(int=98), UUID(int=99)
BEFORE = datetime(2024, 11, 20, tzinfo=UTC)
"""Of an earlier season than that of the edition at hand, and of the one before."""


async def told_over_the_years(rebuilding: Rebuilding) -> None:
    """Tell in every partition of an old edition and then of the one at hand, and forget the first record of each."""
    for number in range(8):
        await rebuilding.tell(decided(UUID(int=50 + number), 1, edition=2024), at=BEFORE)
        await rebuilding.tell(decided(UUID(int=50 + number), 2, edition=2024), at=BEFORE)
    await rebuilding.tell(decided(ONE, 1, edition=2026))
    await heard_all(rebuilding, 17)
    await rebuilding.forget(1)


async def plant(rebuilding: Rebuilding, columns: str, planted: UUID, like: UUID) -> None:
    await rebuilding.change(
        f"""
        INSERT INTO {rebuilding.projection.table} ({rebuilding.projection.key}, {columns})
        SELECT $1, {columns}
        FROM {rebuilding.projection.table}
        WHERE {rebuilding.projection.key} = $2
        """,
        planted,
        like,
    )


async def test_an_unexplained_row_of_this_edition_goes_and_one_of_an_old_edition_stays(programme: Rebuilding) -> None:
    await told_over_the_years(programme)
    columns = "version, edition, paper, dates, search_text"
    await programme.change("UPDATE listings SET paper = false, content = NULL, dates = '[]'")
    await plant(programme, columns, PLANTED, ONE)
    await plant(programme, columns, FORGOTTEN, OLD)

    found = await programme.rebuild(swap=True, explained_only=True)

    rows = versions(await programme.table())
    assert (None, 1) == (found.missing, found.difference.only_in_table)
    assert (False, True, True) == (PLANTED in rows, FORGOTTEN in rows, ONE in rows)


async def test_what_was_decided_lately_and_is_not_on_the_topic_goes_and_what_was_long_ago_stays(
    rebuilding: MakeRebuilding,
) -> None:
    submission = await rebuilding("submission.decisions_heard")
    await told_over_the_years(submission)
    columns = "version, judged_version, verdict, reasons, decided_at"
    await submission.change("UPDATE decisions_heard SET decided_at = $1 WHERE manifestation_id <> $2", BEFORE, ONE)
    await plant(submission, columns, PLANTED, ONE)
    await plant(submission, columns, FORGOTTEN, OLD)

    found = await submission.rebuild(swap=True, explained_only=True)

    rows = versions(await submission.table())
    assert (None, 1) == (found.missing, found.difference.only_in_table)
    assert (False, True, True) == (PLANTED in rows, FORGOTTEN in rows, ONE in rows)


async def test_once_the_oldest_record_is_of_the_edition_itself_nothing_is_removed(programme: Rebuilding) -> None:
    await told_over_the_years(programme)

    with pytest.raises(RebuildRefused, match="Historique incomplet"):
        await programme.rebuild(swap=True, explained_only=True, edition=2025)


async def test_a_compacted_topic_is_whole_though_it_begins_late(rebuilding: MakeRebuilding) -> None:
    matchmaking = await rebuilding("matchmaking.structures")
    await matchmaking.tell(structure_verified(structure_id=OLD))
    for _ in range(2):
        await matchmaking.tell(*(structure_verified(structure_id=UUID(int=each)) for each in range(1, 9)))
    await heard_all(matchmaking, 17)
    await matchmaking.forget(1)
    columns = "version, gone, name, usual_name, search_name, themes"
    await plant(matchmaking, columns, PLANTED, ONE)
    await plant(matchmaking, columns, FORGOTTEN, ONE)
    await matchmaking.change("UPDATE structures SET gone = true WHERE structure_id = $1", FORGOTTEN)

    found = await matchmaking.rebuild(swap=True, explained_only=True)

    rows = {row["structure_id"] for row in await matchmaking.table()}
    assert found.missing is None
    assert (False, True, True) == (PLANTED in rows, FORGOTTEN in rows, ONE in rows)
