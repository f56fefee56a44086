"""Mails of submission, its database and a mail server."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.submission.jobs import jobs
from services.submission.notices.post import post
from services.submission.notices.rules.letter import Letter
from services.submission.settings import Settings
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.support.mails import MailServerOfTests, mail_server_in
from tests.support.postgres import FreshDatabase
from tests.support.service import without_broker

ADDRESS = "claire@ressourcerie.example"
LETTER = Letter(
    subject="« L’été » & <la suite>",
    sentences=("Un <b>mot</b> & un autre.",),
    link="https://ess.example/x?a=1&b=2",
    link_label="Voir",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What a test of mails does."""

    database: Database
    url: str
    server: MailServerOfTests

    async def account(self, email: str | None = ADDRESS) -> UUID:
        """Make an account."""
        account_id = uuid4()
        async with self.database.transaction() as tx:
            await tx.execute("INSERT INTO accounts (account_id, email) VALUES ($1, $2)", account_id, email)
        return account_id

    async def post(self, to: UUID | str = ADDRESS, *, cause: str = "test/1", good_for: timedelta | None = None) -> bool:
        """Ask for a mail."""
        async with self.database.transaction() as tx:
            return await post(tx, LETTER, to=to, kind="test", cause=cause, good_for=good_for)

    async def run(self, *, port: int | None = None, times: int = 1) -> None:
        """Run the jobs that are due, and those that wait for their next attempt."""
        worker = self._worker(port or self.server.port)
        for _ in range(times):
            await self.execute("UPDATE jobs SET run_at = now() WHERE state = 'waiting'")
            while await worker.run_one():
                pass

    async def run_due(self) -> None:
        """Run the jobs that are due and no others."""
        worker = self._worker(self.server.port)
        while await worker.run_one():
            pass

    def _worker(self, port: int) -> Worker:
        settings = without_broker(Settings, self.url).model_copy(update={"smtp_port": port, "smtp_tls": "none"})
        return Worker(database=self.database, handlers=jobs(settings), service="submission")

    async def execute(self, statement: str) -> None:
        """Change something behind everybody's back."""
        async with self.database.transaction() as tx:
            await tx.execute(statement)

    async def mail(self) -> dict[str, Any]:
        """Return the only mail's row."""
        async with self.database.transaction() as tx:
            [row] = await tx.fetch("SELECT * FROM mails")
            return dict(row)

    async def job_state(self) -> str:
        """Return the state of the only job."""
        async with self.database.transaction() as tx:
            return str(await tx.fetchval("SELECT state FROM jobs"))


@pytest.fixture
async def mailing(fresh_database: FreshDatabase, tmp_path: Path) -> AsyncIterator[Mailing]:
    url = await fresh_database("submission")
    database = Database(url)
    async with mail_server_in(tmp_path / "mails") as server:
        yield Mailing(database=database, url=url, server=server)
    await database.close()
