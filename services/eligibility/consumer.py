"""The door for topics: what this service hears."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from services.eligibility.dossiers.assess import assess, assess_in_one_statement
from services.eligibility.dossiers.call_readers import DeskOf
from services.eligibility.dossiers.rules.judgement import is_withdrawn
from services.eligibility.register.client import Register
from services.eligibility.register.look_up import Recent, look_up
from services.eligibility.reports.hear import hear_reports
from shared.contracts.programme import REPORTS, EntryReported
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.editions.hear import editions_heard
from shared.identity.know import accounts_heard, session_keys_heard
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Database, Tx


def subscriptions(database: Database, register: Register, desk_of: DeskOf) -> list[Subscription[Any]]:
    """Return the stream that dossiers are made of, the editions, and who is asking."""
    recent = Recent()
    return [
        Subscription(
            stream=MANIFESTATIONS,
            group="eligibility.manifestations",
            handle=partial(on_manifestation_changed, recent=recent, desk_of=desk_of),
            single_statement=partial(on_manifestation_changed_in_one_statement, recent=recent),
            prepare=partial(before_manifestation_changed, database=database, register=register, recent=recent),
        ),
        Subscription(stream=REPORTS, group="eligibility.reports", handle=on_entry_reported),
        editions_heard(group="eligibility.editions"),
        accounts_heard(group="eligibility.accounts"),
        session_keys_heard(group="eligibility.session-keys"),
    ]


async def on_entry_reported(tx: Tx, received: Sequence[Received[EntryReported]]) -> None:
    """Show the chambers what visitors said."""
    await hear_reports(tx, [item.event for item in received if item.event is not None])


async def before_manifestation_changed(
    received: Sequence[Received[ManifestationChanged]], *, database: Database, register: Register, recent: Recent
) -> None:
    """Ask the register first: a slow answer must not hold a transaction."""
    events = [item.event for item in received if item.event is not None]
    await look_up(database, register, [event.organiser for event in events if not is_withdrawn(event)], recent)


async def on_manifestation_changed(
    tx: Tx, received: Sequence[Received[ManifestationChanged]], *, recent: Recent, desk_of: DeskOf
) -> None:
    """Judge what organisers submitted, amended or withdrew."""
    await assess(tx, received, recent, desk_of=desk_of)


async def on_manifestation_changed_in_one_statement(
    connection: Tx, received: Sequence[Received[ManifestationChanged]], marks: Marks, *, recent: Recent
) -> bool:
    """Judge first versions of structures that are known already, most of what is heard, with one commit."""
    return await assess_in_one_statement(connection, received, marks=marks, recent=recent)
