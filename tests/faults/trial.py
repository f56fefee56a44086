"""One fault under load: what was done, what it took to recover, and what must hold afterwards."""

import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from moisess.demo.platform import Platform
from tests.faults.field import Field
from tests.faults.history import Figures, History
from tests.faults.invariants import recovered_in_time
from tests.faults.load import Hall, Load, Rates
from tests.faults.observe import observe
from tests.faults.pace import loaded
from tests.faults.requests import SERVER_FAULT, Requests
from tests.faults.rest import come_to_rest, outbox_rows
from tests.faults.verdict import violations
from tests.support.builders import submission_body
from tests.support.eventually import eventually

RECOVERY_SECONDS = 60.0
"""On a machine that is busy with other things too; the promise on a quiet one is 30."""
DEADLINE_SECONDS = 180.0
SAID = 25
ENOUGH = 20
"""Acknowledged before the fault begins, so that there is something to lose."""


@dataclass(slots=True, kw_only=True)
class Trial:
    """Holds what one test needs; ``figures`` are printed at the end of the run."""

    field: Field
    hall: Hall
    seed: int
    draw: random.Random
    history: History
    figures: Figures
    ended_at: float = 0.0
    signed_in: Mapping[str, str] | None = None
    """What a person's browser sends instead of a program's key."""

    @property
    def platform(self) -> Platform:
        return self.field.platform

    @asynccontextmanager
    async def load(self, rates: Rates | None = None) -> AsyncIterator[Load]:
        """Keep the load up while the block runs; the block begins once there is something to lose."""
        requests = Requests(platform=self.platform, history=self.history, signed_in=self.signed_in)
        load = Load(requests=requests, hall=self.hall, draw=self.draw)
        async with loaded(load, rates or Rates()):
            await self.acknowledged(ENOUGH)
            yield load

    async def acknowledged(self, more: int) -> None:
        """Wait until so many more registrations were acknowledged."""
        wanted = len(self.history.registered) + more

        async def enough() -> bool:
            return len(self.history.registered) >= wanted

        await eventually(enough, within=DEADLINE_SECONDS)

    def fault_ended(self) -> None:
        self.ended_at = monotonic()

    async def unsent(self, at_least: int = 1) -> None:
        """Fail unless registrations wait in the outbox: the broker was out of reach for them."""
        waiting = await outbox_rows(self.field, "submission")
        assert waiting >= at_least, f"{waiting} rows wait in the outbox"
        self.figures["waited in the outbox"] = waiting

    def refused(self) -> None:
        """Fail unless somebody was refused or cut off: the fault has met requests."""
        refused = self.history.cut_off + sum(answer.status >= SERVER_FAULT for answer in self.history.answers)
        assert refused > 0, "no request met the fault"

    async def holds(self, *, recovery: float = RECOVERY_SECONDS) -> None:
        """Wait for rest, then fail with every violation; the load must be over."""
        ended_at = self.ended_at or monotonic()
        await self._shown()
        shown = monotonic() - ended_at
        await come_to_rest(self.field, within=max(DEADLINE_SECONDS, recovery))
        rest = monotonic() - ended_at
        seen = await observe(self.field)
        found = violations(self.field, self.history, seen) + recovered_in_time(rest, recovery) + self.field.died()
        self.figures |= {
            "acknowledged": sum(len(versions) for versions in self.history.versions.values()),
            "listed": len(set(self.history.versions) & set(seen.public)),
            "withdrawn": len(self.history.withdrawn),
            "decisions": len(self.history.decided),
            "meetings": len(self.history.booked),
            "snapshots": len(self.history.snapshots),
            "cut off": self.history.cut_off,
            "5xx": sum(answer.status >= 500 for answer in self.history.answers),
            "shown again after": f"{shown:.1f} s",
            "at rest after": f"{rest:.1f} s",
            "violations": len(found),
        }
        assert not found, f"seed {self.seed}: {len(found)} violations\n" + "\n".join(found[:SAID])

    async def _shown(self) -> None:
        """Wait until a registration of now is in the public programme."""
        requests = Requests(platform=self.platform, history=self.history, signed_in=self.signed_in)
        title = f"Après la panne {self.history.series}"
        response, _ = await requests.send("POST", "submission", "/manifestations", submission_body(title=title))
        assert response is not None
        assert response.status_code in {200, 201}, response.text
        one = str(response.json()["manifestation_id"])
        self.history.registered[title] = one
        self.history.versions[one] = {1}

        async def look() -> bool:
            answer, _ = await requests.send("GET", "programme", f"/manifestations/{one}")
            return answer is not None and answer.is_success

        await eventually(look, within=DEADLINE_SECONDS, every=0.1)
