"""The programme's table is damaged and then rebuilt from the first record on, twice, while everything goes on."""

import re
from time import monotonic

from tests.faults.load import Rates
from tests.faults.locks import holding
from tests.faults.trial import Trial
from tests.support.command import moisess

REBUILDS = 2
WITHOUT_CUTS = Rates(cuts=0)
"""What is cut from a damaged table is rightly not what the log says."""
DAMAGE = (
    "DELETE FROM listings WHERE manifestation_id = ANY($1)",
    "UPDATE listings SET paper = false, content = NULL, dates = '[]' WHERE manifestation_id = ANY($1) AND online",
    "UPDATE listings SET version = 1, organiser_name = 'Faux', search_text = '' WHERE manifestation_id = ANY($1)",
)
DIFFERING = (
    "différentes",
    "seulement dans le topic",
    "seulement dans la table",
    "plus récentes dans la table",
)


async def test_a_damaged_table_is_replayed_from_the_first_record_and_swapped_under_load(trial: Trial) -> None:
    async with trial.load(WITHOUT_CUTS):
        for number in range(1, REBUILDS + 1):
            damaged = await damage(trial)
            await trial.acknowledged(trial.draw.randint(1, 30))
            began = monotonic()
            put_in_place = await differing(trial, "--yes")
            took = monotonic() - began
            trial.figures[f"rebuild {number}"] = f"{damaged} damaged, {put_in_place} put in place in {took:.1f} s"
            assert put_in_place > 0
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()
    assert 0 == await differing(trial)


async def damage(trial: Trial) -> int:
    """Do to most rows what no code of ours does, between two batches of the consumer; returns to how many."""
    async with holding(trial.field, "programme", "listings") as connection:
        listed = [row["manifestation_id"] for row in await connection.fetch("SELECT manifestation_id FROM listings")]
        trial.draw.shuffle(listed)
        shares = [listed[each :: len(DAMAGE) + 1] for each in range(len(DAMAGE))]
        done = [await connection.execute(*each) for each in zip(DAMAGE, shares, strict=True)]
    return sum(int(status.split()[-1]) for status in done)


async def differing(trial: Trial, *options: str) -> int:
    """Run the command that operators run; returns how many rows it says differ, or differed."""
    environment = {
        **trial.field.services.environment,
        "PROGRAMME_DATABASE_OWNER_URL": trial.field.postgres.owners["programme"],
        "PROGRAMME_URL": trial.platform.urls["programme"],
    }
    finished = await moisess("rebuild", "programme", *options, environment=environment)
    assert 0 == finished.code, finished.output
    counts = [re.search(rf"{name}\W+(\d+)", finished.output) for name in DIFFERING]
    assert all(counts), finished.output
    return sum(int(count[1]) for count in counts if count)
