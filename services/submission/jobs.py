"""What the workers of this service do, and where what they write leads."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from services.submission.accounts import addresses
from services.submission.drafts.remind import REMIND_DRAFTS, remind_drafts
from services.submission.imports.begin import READ_IMPORT, SEND_IMPORT
from services.submission.imports.download import Downloads
from services.submission.imports.read_file import read_file
from services.submission.imports.send_rows import send_rows
from services.submission.manifestations.announce import ANNOUNCE_RECEIPT, LinkTo, announce_receipt
from services.submission.manifestations.answers.manifestation import page_address
from services.submission.manifestations.gather import MAIL_GATHERED, mail_gathered
from services.submission.notices.deliver import Addresses, Deliver
from services.submission.notices.post import SEND_MAIL
from services.submission.notices.rules.reminders import PATH
from services.submission.settings import Settings
from shared.clock import at_present
from shared.http_settings import site_of
from shared.jobs.running import Handler


def link_to(settings: Settings) -> LinkTo:
    """Return how a mail names the organiser's page of a manifestation."""
    return partial(page_address, site_of("submission", settings))


def decline_at(settings: Settings) -> Callable[[UUID], str]:
    """Return how a reminder names the page where reminders are declined."""
    site = site_of("submission", settings)
    return lambda token: site.absolute(f"{PATH}?jeton={token}")


def jobs(settings: Settings, now: Callable[[], datetime] = at_present) -> tuple[Handler[Any], ...]:
    """Return what the workers of this service do."""
    known = Addresses(of=addresses.address_of, bounced=addresses.note_bounce, took=addresses.note_delivery)
    deliver = Deliver(server=settings.mail_server(), addresses=known, decline_at=decline_at(settings))
    return (
        Handler(kind=ANNOUNCE_RECEIPT, run=announce_receipt(link_to(settings))),
        Handler(
            kind=MAIL_GATHERED,
            run=mail_gathered(
                link_to(settings), list_page=site_of("submission", settings).absolute("/mes-manifestations")
            ),
        ),
        Handler(kind=REMIND_DRAFTS, run=remind_drafts(site_of("submission", settings).absolute("/mes-manifestations"))),
        Handler(kind=READ_IMPORT, run=partial(read_file, downloads=Downloads())),
        Handler(kind=SEND_IMPORT, run=partial(send_rows, now=now)),
        Handler(kind=SEND_MAIL, run=deliver),
    )
