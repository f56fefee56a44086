from uuid import UUID

from shared.rebuild.merge_store import Difference
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided

ONE, TWO, THREE, PLANTED = (UUID(int=number) for number in (1, 2, 3, 99))


async def damaged(programme: Rebuilding) -> None:
    """Let three manifestations be heard; then lose one row, falsify one, and plant one."""
    await programme.tell(*(decided(each, 1) for each in (ONE, TWO, THREE)))
    await heard_all(programme, 3)
    await programme.change("DELETE FROM listings WHERE manifestation_id = $1", ONE)
    await programme.change("UPDATE listings SET organiser_name = 'Faux' WHERE manifestation_id = $1", TWO)
    await plant(programme)


async def plant(programme: Rebuilding) -> None:
    await programme.change(
        """
        INSERT INTO listings (
            manifestation_id, version, judged_version, edition, region_code, paper, organiser_name, structure_id,
            source, first_published_at, changed_at, content, dates, search_text
        )
        SELECT $1, version, judged_version, edition, region_code, paper, organiser_name, structure_id,
            source, first_published_at, changed_at, content, dates, search_text
        FROM listings
        WHERE manifestation_id = $2
        """,
        PLANTED,
        THREE,
    )


async def test_a_dry_run_says_what_differs_and_changes_nothing(programme: Rebuilding) -> None:
    await damaged(programme)
    before = (await programme.table(), await programme.told())

    found = await programme.rebuild()

    assert (
        Difference(only_in_topic=1, only_in_table=1, newer_in_table=0, different=1, same=1),
        3,
    ) == (found.difference, found.records)
    assert before == (await programme.table(), await programme.told())


async def test_after_the_swap_the_table_is_what_the_topic_says(programme: Rebuilding) -> None:
    await programme.tell(*(decided(each, 1) for each in (ONE, TWO, THREE)))
    await heard_all(programme, 3)
    sound = await programme.table()
    await programme.change("DELETE FROM listings WHERE manifestation_id = $1", ONE)
    await programme.change("UPDATE listings SET organiser_name = 'Faux', version = 1 WHERE manifestation_id = $1", TWO)

    await programme.rebuild(swap=True)

    assert sound == await programme.table()
    assert (
        Difference(only_in_topic=0, only_in_table=0, newer_in_table=0, different=0, same=3)
        == (await programme.rebuild()).difference
    )


async def test_what_was_told_before_is_not_told_again(programme: Rebuilding) -> None:
    await damaged(programme)
    told = await programme.told()

    found = await programme.rebuild(swap=True)

    assert (0, told) == (found.told, await programme.told())


async def test_a_row_that_the_topic_does_not_know_is_kept_unless_asked_otherwise(programme: Rebuilding) -> None:
    await damaged(programme)

    await programme.rebuild(swap=True)
    kept = versions(await programme.table())
    await programme.rebuild(swap=True, explained_only=True)

    assert {ONE: 1, TWO: 1, THREE: 1, PLANTED: 1} == kept
    assert {ONE: 1, TWO: 1, THREE: 1} == versions(await programme.table())


async def test_a_version_that_the_topic_does_not_have_is_kept_unless_asked_otherwise(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.change("UPDATE listings SET version = 9")

    found = await programme.rebuild(swap=True)
    kept = versions(await programme.table())
    await programme.rebuild(swap=True, explained_only=True)

    assert (1, {ONE: 9}) == (found.difference.newer_in_table, kept)
    assert {ONE: 1} == versions(await programme.table())


async def test_a_record_that_the_consumer_has_not_taken_yet_is_left_to_it(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.tell(decided(ONE, 2))

    await programme.rebuild(swap=True)
    rebuilt = versions(await programme.table())
    await heard_all(programme, 2)

    assert {ONE: 1} == rebuilt
    assert [(str(ONE), 1, False), (str(ONE), 2, False)] == await programme.told()


async def test_after_a_restore_what_the_table_lost_is_heard_and_told_by_the_consumer(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1, online=False), decided(THREE, 1))
    await heard_all(programme, 3)
    sound = await programme.table()
    await programme.change("TRUNCATE listings, listing_occurrences, listing_changes, applied_offsets, outbox")

    await heard_all(programme, 3)

    assert sound == await programme.table()
    assert {(str(ONE), 1, False), (str(THREE), 1, False)} == set(await programme.told())


async def test_a_removal_that_nobody_was_told_of_since_its_row_was_hidden_is_told(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1))
    await heard_all(programme, 2)
    await programme.change("UPDATE listings SET paper = false, content = NULL, dates = '[]' WHERE online")
    await programme.tell(decided(ONE, 2, online=False))
    await heard_all(programme, 3)
    before = await programme.told()

    found = await programme.rebuild(swap=True)

    assert (1, [*before, (str(ONE), 2, True)]) == (found.told, await programme.told())
