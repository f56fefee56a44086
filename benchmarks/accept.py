"""Registrations accepted over HTTP, as fast as they are answered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from benchmarks.bodies import registrations
from benchmarks.client import as_fast_as_answered
from benchmarks.stage import FLOOR_OF_ACCEPT, Stage
from deploy.local import ports

CLIENTS = 64
"""As many as keep either door busy: with 16, a tenth of the product's time was spent waiting for the next request."""
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The product's API and the bare handler, both open."""

    stage: Stage
    product_ports: tuple[int, ...]
    floor_port: int
    seconds: float

    async def product(self) -> float:
        """Return how many registrations the API accepts in a second."""
        return await self._accepted(*self.product_ports)

    async def floor(self) -> float:
        """Return how many the bare handler accepts in a second."""
        return await self._accepted(self.floor_port)

    async def _accepted(self, *doors: int) -> float:
        await self.stage.empty()
        rates = [
            await as_fast_as_answered(
                doors,
                [registrations(port=port, authorization=self.stage.authorization("submission")) for port in doors],
                expected=201,
                clients=CLIENTS,
                seconds=seconds,
            )
            for seconds in (WARM_UP_SECONDS, self.seconds)
        ]
        return rates[-1]


@asynccontextmanager
async def doors(stage: Stage, *, processes: int = 1, seconds: float) -> AsyncIterator[Doors]:
    """Open both; nobody relays meanwhile, since the floor tells nobody either, and the relay is measured by itself."""
    port = ports.free()
    async with stage.nobody_relays("submission"):
        running = await stage.run(*[("submission", "api")] * processes)
        try:
            with stage.floor("accept", stage.floor_url(FLOOR_OF_ACCEPT), str(port), port=port):
                yield Doors(
                    stage=stage, product_ports=tuple(each.port for each in running), floor_port=port, seconds=seconds
                )
        finally:
            await stage.end()
