"""Members of the groups join and leave all the time, politely and not, while there is work."""

import asyncio
from time import monotonic

from tests.faults.trial import Trial

STORM_SECONDS = 45
PAUSE_SECONDS = 3
MOST = 3


async def test_members_that_join_and_leave_under_load_lose_and_reorder_nothing(trial: Trial) -> None:
    field, joined, left = trial.field, 0, 0
    async with trial.load():
        until = monotonic() + STORM_SECONDS
        while monotonic() < until:
            service = trial.draw.choice(["programme", "submission"])
            members = field.running(service, "worker")
            if len(members) < MOST and (len(members) < 2 or trial.draw.random() < 0.5):
                await field.start(service, "worker")
                joined += 1
            elif trial.draw.random() < 0.5:
                await field.kill(trial.draw.choice(members))
                left += 1
            else:
                await asyncio.to_thread(field.services.stop, trial.draw.choice(members))
                left += 1
            await asyncio.sleep(trial.draw.uniform(0.5, 1) * PAUSE_SECONDS)
        trial.fault_ended()
        await trial.acknowledged(1)
    trial.figures |= {"joined": joined, "left": left}
    assert joined > 1
    assert left > 0
    await trial.holds()
