"""A mail server that keeps its answers back where it is told to, so that workers are in the middle of their jobs."""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import httpx
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from deploy.local.inbox.receiver import TAKEN, receiving
from deploy.local.ports import HOST
from moisess.demo.access import ORGANISER
from services.submission.accounts.links import draw_link
from services.submission.notices.store import GIVE_UP
from shared.jobs.worker import SLOTS
from shared.postgres.database import Database
from tests.faults.observe import rows
from tests.faults.trial import Trial
from tests.support.eventually import eventually

RECEIPT = "Inscription reçue"
PAGE = re.compile(r"/inscription/([0-9a-f-]{36})")
ALL_SECONDS = 240.0
"""A job whose worker was killed is another's after a minute."""
UNDER_WAY = "SELECT mail_id FROM mails WHERE state = 'sending'"


@dataclass(slots=True)
class PostOffice:
    """What came in; a mail is known by its Message-ID."""

    taken: Counter[str] = field(default_factory=Counter)
    receipts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By manifestation, the mails that say that it was registered."""
    held: set[str] = field(default_factory=set)
    """Handed over, and not answered yet."""
    _answers: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def again(self) -> set[str]:
        """What was handed over more than once."""
        return {mail for mail, times in self.taken.items() if times > 1}

    async def handle_DATA(self, _server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802  its name there
        """Take a mail, and say so once answers are let out; cancelled where its sender is gone."""
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        mail, text = str(message["Message-ID"]), message.get_body(("plain",))
        self.taken[mail] += 1
        if text and RECEIPT in str(message["Subject"]) and (page := PAGE.search(text.get_content())):
            self.receipts[page[1]].add(mail)
        self.held.add(mail)
        try:
            await self._answers.wait()
        finally:
            self.held.discard(mail)
        return TAKEN

    def answer(self) -> None:
        """Let answers out, those that were kept back too."""
        self._answers.set()

    async def keep_back(self, *, workers: int = 1) -> set[str]:
        """Return the mails that are under way once every job that so many workers may run is one of them."""
        self._answers.clear()

        async def under_way() -> bool:
            return len(self.held) == workers * SLOTS

        await eventually(under_way)
        return set(self.held)


@asynccontextmanager
async def post_office(trial: Trial) -> AsyncIterator[PostOffice]:
    """Have submission's workers hand mails in here meanwhile, and a person register: programs get no receipts."""
    office, services = PostOffice(), trial.field.services
    office.answer()
    usual = services.environment
    async with receiving(office) as port:
        here = {"SUBMISSION_SMTP_HOST": HOST, "SUBMISSION_SMTP_PORT": str(port), "SUBMISSION_SMTP_TLS": "none"}
        services.environment = {**usual, **here}
        try:
            await _restart_workers(trial)
            # Those of the faults before found no mail server; they would come hours later.
            await rows(trial.field.databases["submission"], GIVE_UP)
            trial.signed_in = await _sign_in(trial)
            yield office
        finally:
            trial.signed_in = None
            office.answer()
            services.environment = usual
            await _restart_workers(trial)


async def every_receipt_came_once(trial: Trial, office: PostOffice) -> None:
    """Wait for the receipt of every registration; fail where one is two mails, or its sending never noted."""
    expected = set(trial.history.versions) - trial.history.withdrawn

    async def all_here() -> bool:
        assert not (missing := expected - set(office.receipts)), f"{len(missing)} receipts are missing"
        return not await rows(trial.field.databases["submission"], UNDER_WAY)

    await eventually(all_here, within=ALL_SECONDS, every=0.5)
    assert [] == [one for one in trial.history.versions if len(office.receipts.get(one, ())) > 1]
    trial.figures |= {"receipts": len(office.receipts), "mails sent again": len(office.again)}


async def _sign_in(trial: Trial) -> dict[str, str]:
    """Return what the organiser's browser sends once they have followed the link of a mail."""
    database = Database(trial.field.databases["submission"], max_size=1)
    async with database.transaction() as tx:
        token = await draw_link(tx, email=ORGANISER)
    await database.close()
    same_origin = {"Sec-Fetch-Site": "same-origin"}
    async with httpx.AsyncClient(base_url=trial.platform.urls["submission"], headers=same_origin) as browser:
        answer = await browser.post("/connexion/lien", data={"jeton": token})
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
        return {**same_origin, "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())}


async def _restart_workers(trial: Trial) -> None:
    for worker in trial.field.running("submission", "worker"):
        await trial.field.restart(worker)
