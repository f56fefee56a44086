"""What a rebuild tells: what readers of the table's topic do not know, and nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest

from shared.kafka.cluster import Cluster
from shared.kafka.history import History, history
from shared.outbox.append import tombstone_row
from shared.rebuild import store
from shared.rebuild.projection import RebuildRefused
from shared.rebuild.published import Published
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided
from tests.integration.shared.relaying import append

ONE, TWO = UUID(int=1), UUID(int=2)


async def hide(programme: Rebuilding) -> None:
    """Do to the table what a fault would: readers are told nothing of it."""
    await programme.change("UPDATE listings SET paper = false, content = NULL, dates = '[]'")


async def test_what_readers_know_is_not_told_again(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1), decided(TWO, 2, online=False))
    await heard_all(programme, 3)
    await programme.relay()
    await programme.change("DELETE FROM listings")

    found = await programme.rebuild(swap=True)

    assert (0, []) == (found.told, await programme.told())
    assert {ONE: 1, TWO: 2} == versions(await programme.table())


async def test_what_readers_never_heard_of_is_told(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1, online=False))
    await heard_all(programme, 2)
    await programme.change("DELETE FROM outbox")

    found = await programme.rebuild(swap=True)

    # Of what was never shown to them there is nothing to remove.
    assert (1, [(str(ONE), 1, False)]) == (found.told, await programme.told())


async def test_a_removal_is_told_where_readers_still_see_the_entity(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.relay()
    await hide(programme)
    await programme.tell(decided(ONE, 2, online=False))
    await heard_all(programme, 2)
    missed = await programme.told()

    found = await programme.rebuild(swap=True)

    assert ([], 1, [(str(ONE), 2, True)]) == (missed, found.told, await programme.told())


async def test_an_old_version_that_came_last_on_the_topic_is_followed_by_the_newest(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    [zombie] = await programme.rows("SELECT topic, key, version, headers, payload FROM outbox")
    await programme.tell(decided(ONE, 2))
    await heard_all(programme, 2)
    await programme.change(
        "INSERT INTO outbox (topic, key, version, headers, payload) VALUES ($1, $2, $3, $4, $5)", *zombie.values()
    )
    await programme.relay()

    found = await programme.rebuild(swap=True)

    assert (1, [(str(ONE), 2, False)]) == (found.told, await programme.told())


async def test_a_row_that_is_relayed_while_the_topic_is_read_counts_as_told(
    programme: Rebuilding, monkeypatch: pytest.MonkeyPatch
) -> None:
    tells = programme.projection.tells
    assert tells is not None
    async with programme.as_owner() as tx:
        await store.create_shadow(tx, "listings", "manifestation_id")
        await append(tx, tombstone_row(tells, str(ONE), 7))
    ends_of = History.ends

    async def relayed_behind_the_ends(past: History) -> dict[int, int]:
        ends = await ends_of(past)
        await programme.relay()
        return ends

    async with (
        programme.as_owner() as tx,
        history(Cluster(programme.bootstrap_servers), tells.topic, client_id="tests") as past,
    ):
        monkeypatch.setattr(History, "ends", relayed_behind_the_ends)
        await Published(tx, past).complete()
        known = await tx.fetch("SELECT key, version, removed FROM rebuild.published")

    assert [(str(ONE), 7, True)] == [tuple(row) for row in known]


async def test_a_table_that_is_told_on_a_topic_which_is_not_named_is_not_touched(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.change("DELETE FROM listings")
    silent = replace(programme, projection=replace(programme.projection, tells=None))

    with pytest.raises(RebuildRefused, match="ne nomme pas"):
        await silent.rebuild(swap=True)

    assert [] == await programme.table()


async def test_what_the_broker_refused_is_not_told_a_second_time(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1))
    await heard_all(programme, 2)
    await programme.change("DELETE FROM outbox WHERE key = $1", str(TWO))
    await programme.change("UPDATE outbox SET refused_at = now()")
    await programme.change("DELETE FROM listings")

    found = await programme.rebuild(swap=True)

    assert 1 == found.told
    assert [(str(ONE), 1, False), (str(TWO), 1, False)] == await programme.told()
