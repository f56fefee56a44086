"""The relay stands still while it holds the lock; another takes its place, and its awakening changes nothing."""

from time import monotonic

from tests.faults.field import freeze, thaw
from tests.faults.load import Rates
from tests.faults.locks import relay_pid, relay_sessions
from tests.faults.trial import Trial
from tests.support.eventually import eventually

RELIEVED_SECONDS = 90
QUIET = Rates(submissions=5, amendments=2, decisions=0, bookings=0, cuts=0)


async def test_a_relay_that_stands_still_is_relieved_and_changes_nothing_when_it_wakes(trial: Trial) -> None:
    field = trial.field
    async with trial.load(QUIET):
        while (holder := await relay_pid(field, "submission")) == field.running("submission", "api")[0].process.pid:
            await field.restart(field.running("submission", "api")[0])
        freeze(holder)
        began = monotonic()
        try:

            async def another_relays() -> bool:
                relays = await relay_pid(field, "submission")
                assert relays != holder, await relay_sessions(field, "submission")
                return True

            await eventually(another_relays, within=RELIEVED_SECONDS, every=0.5)
            trial.figures["relieved after"] = f"{monotonic() - began:.1f} s"
            await trial.acknowledged(5)
        finally:
            thaw(holder)
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()
