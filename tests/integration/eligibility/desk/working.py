"""A moderator at a desk, and the worker that tells what was decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from httpx import AsyncClient, Response

from services.eligibility.desk.set_timers import set_timers
from services.eligibility.jobs import jobs
from services.eligibility.settings import Settings
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.support.service import without_broker

PAGE = {"Accept": "text/html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderator:
    """Somebody who decides by the forms of the pages."""

    client: AsyncClient
    key: dict[str, str]

    async def open(self, number: int) -> Response:
        return await self.client.get(f"/bureau/dossiers/{UUID(int=number)}", headers=self.key)

    async def decide(
        self,
        number: int,
        act: str,
        more: Mapping[str, str] | None = None,
        *,
        query: str = "",
        version: int = 1,
        **fields: str,
    ) -> Response:
        """Send the form of an act; ``message`` stands for ``accept.message`` and so on."""
        named = {f"{act}.{name}": value for name, value in {**(more or {}), **fields}.items()}
        body = {"_version": str(version), "act": act, **named}
        return await self._send(f"/bureau/dossiers/{UUID(int=number)}/decision{query}", body)

    async def step(self, number: int, step: str, *, version: int = 1) -> Response:
        return await self._send(f"/bureau/dossiers/{UUID(int=number)}/suite", {"step": step, "_version": str(version)})

    async def undo(self, decided: Response) -> Response:
        """Take back what the answer to a decision named."""
        ruling = re.search(r"fait=([0-9a-f-]{36})", decided.headers["location"])
        assert ruling is not None
        return await self._send(f"/bureau/decisions/{ruling[1]}/annuler", {})

    async def _send(self, path: str, body: dict[str, str]) -> Response:
        return await self.client.post(path, data=body, headers=self.key, follow_redirects=False)


async def tell(database: Database, database_url: str, *, later: timedelta = timedelta(seconds=11)) -> int:
    """Let so much time pass, and have the worker do what is due; returns how many jobs it did."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE jobs SET run_at = run_at - $1::interval WHERE state = 'waiting'", later)
    worker = Worker(database=database, handlers=jobs(without_broker(Settings, database_url)), service="eligibility")
    done = 0
    while await worker.run_one():
        done += 1
    return done


async def set_due_timers(database: Database) -> None:
    async with database.transaction() as tx:
        await set_timers(tx)


async def pass_days(database: Database, database_url: str, days: float) -> None:
    """Let so many days pass for the clocks too."""
    async with database.transaction() as tx:
        await tx.execute(
            """
            UPDATE desk_clocks
            SET waits_since = waits_since - $1::interval,
                remind_at = remind_at - $1::interval,
                escalate_at = escalate_at - $1::interval
            """,
            timedelta(days),
        )
    await tell(database, database_url, later=timedelta(days))
