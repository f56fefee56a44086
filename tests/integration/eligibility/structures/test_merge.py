"""Ids that turn out to be of one structure, on a real database, by one worker and by three at once."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.eligibility.dossiers.settle import settle
from services.eligibility.structures.heal import owned_structures
from shared.contracts.content import Organiser
from shared.contracts.eligibility import STRUCTURES
from shared.errors import Unavailable
from shared.outbox.heal import State
from shared.postgres.database import Database
from shared.postgres.faults import is_transient
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.dossiers.test_assess import rule
from tests.integration.eligibility.support import (
    ASSOCIATION,
    SIREN,
    assess_all,
    changed,
    keep,
    rows,
    told_decisions,
    told_structures,
)
from tests.support.service import Client

RNA = "W442000001"
TIED = replace(ASSOCIATION, rna=RNA)
BY_RNA = Organiser(name="La Ressourcerie du canal", rna=RNA)
BY_SIREN = Organiser(name="La Ressourcerie du canal", siren=SIREN)


async def settled(database: Database) -> None:
    while await settle(database):
        pass


async def accepted_by_rna(database: Database, number: int = 1) -> UUID:
    """Let a chamber accept an association that the register does not know, and return its id."""
    await keep(database, None, RNA)
    await assess_all(database, changed(number, organiser=BY_RNA))
    await rule(database, number)
    return (await told_structures(database))[-1].structure_id


async def with_two_ids(database: Database) -> tuple[UUID, UUID]:
    """Make one association known under two ids, before the register ties its numbers; the older one comes first."""
    by_rna = await accepted_by_rna(database)
    await keep(database, ASSOCIATION, SIREN)
    await assess_all(database, changed(2, organiser=BY_SIREN))
    return by_rna, (await told_structures(database))[-1].structure_id


async def last_told(database: Database) -> dict[UUID, bytes | None]:
    told = await rows(database, "SELECT key, payload FROM outbox WHERE topic = $1 ORDER BY id", STRUCTURES.topic)
    return {UUID(row["key"]): row["payload"] for row in told}


async def ids_of_dossiers(database: Database) -> list[UUID]:
    return [row["structure_id"] for row in await rows(database, "SELECT structure_id FROM dossiers ORDER BY 1")]


async def test_an_association_that_gets_a_siren_later_keeps_its_id(database: Database) -> None:
    by_rna = await accepted_by_rna(database)
    await keep(database, TIED, SIREN)

    await assess_all(database, changed(2, organiser=BY_SIREN))

    assert [by_rna, by_rna] == await ids_of_dossiers(database)
    last = (await told_structures(database))[-1]
    assert (by_rna, SIREN, ASSOCIATION.name) == (last.structure_id, last.siren, last.name)


async def test_ids_that_turn_out_to_be_of_one_structure_become_the_older_one(database: Database) -> None:
    by_rna, by_siren = await with_two_ids(database)
    await keep(database, TIED, SIREN)

    await assess_all(database, changed(3, organiser=BY_SIREN))
    await settled(database)

    assert by_rna != by_siren
    last = await last_told(database)
    assert last[by_siren] is None
    stays = STRUCTURES.decode(last[by_rna] or b"")
    assert ((by_siren,), SIREN) == (stays.replaces, stays.siren)
    assert [by_rna] * 3 == await ids_of_dossiers(database)
    assert {by_rna} == {
        told.published.structure_id
        for told in {d.manifestation_id: d for d in await told_decisions(database)}.values()
        if told.published
    }
    merges: list[dict[str, Any]] = await rows(database, "SELECT gone_id, kept_id, tied_by FROM structure_merges")
    assert [{"gone_id": by_siren, "kept_id": by_rna, "tied_by": f"siren:{SIREN}"}] == merges


async def test_a_chamber_sees_every_id_that_a_structure_has_had(
    database: Database, client: Client, make_key: MakeKey
) -> None:
    by_rna, by_siren = await with_two_ids(database)
    await keep(database, TIED, SIREN)
    await assess_all(database, changed(3, organiser=BY_SIREN))
    await settled(database)
    elsewhere = await make_key("moderator", "11")

    kept = (await client.get(f"/structures/{by_rna}", headers=elsewhere)).json()
    gone = (await client.get(f"/structures/{by_siren}", headers=elsewhere)).json()

    assert [f"rna:{RNA}", f"siren:{SIREN}"] == kept["numbers"]
    assert [str(by_siren)] == [merge["gone_id"] for merge in kept["merges"]]
    assert (None, "merged", str(by_rna)) == (kept["ended"], gone["ended"], gone["merged_into"])
    assert gone["links"]["merged_into"].endswith(f"/structures/{by_rna}")
    assert 404 == (await client.get(f"/structures/{UUID(int=9)}", headers=elsewhere)).status_code


async def test_what_is_merged_is_told_again_as_gone_when_the_topic_forgot_it(database: Database) -> None:
    by_rna, by_siren = await with_two_ids(database)
    await keep(database, TIED, SIREN)
    await assess_all(database, changed(3, organiser=BY_SIREN))
    await settled(database)
    owned = owned_structures()

    async with database.transaction() as tx:
        states = {state.key: state for state in await owned.list_states(tx)}
        [again] = await owned.lock_rows(tx, [str(by_siren)])

    assert states[str(by_siren)].removed
    assert not states[str(by_rna)].removed
    assert states[str(by_siren)] == State(again.key, again.version, removed=again.payload is None)


async def test_three_workers_at_once_come_to_one_id_whatever_each_hears_first(database: Database) -> None:
    await keep(database, None, RNA)
    await keep(database, TIED, SIREN)
    heard = [changed(number, organiser=BY_RNA if number % 2 else BY_SIREN) for number in range(1, 31)]

    async def work(mine: list[Any]) -> None:
        for event in mine:
            await _until_it_goes(assess_all, database, event)
            await _until_it_goes(settle, database)

    await asyncio.gather(*(work(heard[start::3]) for start in range(3)))
    await settled(database)

    assert 1 == len(set(await ids_of_dossiers(database)))
    present = [STRUCTURES.decode(payload) for payload in (await last_told(database)).values() if payload]
    assert [(await ids_of_dossiers(database))[0]] == [structure.structure_id for structure in present]
    kept = await rows(database, "SELECT number, structure_id FROM structure_numbers")
    assert {(f"rna:{RNA}", present[0].structure_id), (f"siren:{SIREN}", present[0].structure_id)} == {
        (row["number"], row["structure_id"]) for row in kept
    }


async def _until_it_goes(work: Any, *arguments: Any) -> None:
    """Try again what only lost a race, as the consumer and the loop do."""
    while True:
        try:
            await work(*arguments)
        except Exception as error:
            if not (isinstance(error, Unavailable) or is_transient(error)):
                raise
        else:
            return
