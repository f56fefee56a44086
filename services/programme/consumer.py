"""The door for topics: what this service hears."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from services.programme.listings.enlist import enlist
from services.programme.listings.telling import PageOf
from services.programme.printing.at_cut_off import set_cut_offs
from services.programme.printing.cut import GROUP
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.contracts.submission import EditionChanged
from shared.editions.hear import editions_heard, on_edition_changed
from shared.editions.store import list_editions
from shared.identity.know import accounts_heard, session_keys_heard
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx


def subscriptions(page_of: PageOf) -> list[Subscription[Any]]:
    """Return the stream that the programme is made of, the editions, and who is asking."""
    return [
        Subscription(
            stream=DECISIONS,
            group=GROUP,
            handle=partial(on_eligibility_decided, page_of=page_of),
            single_statement=partial(on_eligibility_decided_in_one_statement, page_of=page_of),
        ),
        replace(editions_heard(group="programme.editions"), handle=on_edition_heard),
        accounts_heard(group="programme.accounts"),
        session_keys_heard(group="programme.session-keys"),
    ]


async def on_eligibility_decided(tx: Tx, received: Sequence[Received[EligibilityDecided]], *, page_of: PageOf) -> None:
    """Bring the listings up to these decisions."""
    await enlist(tx, received, page_of=page_of)


async def on_eligibility_decided_in_one_statement(
    connection: Tx, received: Sequence[Received[EligibilityDecided]], marks: Marks, *, page_of: PageOf
) -> bool:
    """Do the same with the marks in the same statement, which is always possible."""
    await enlist(connection, received, page_of=page_of, marks=marks)
    return True


async def on_edition_heard(tx: Tx, received: Sequence[Received[EditionChanged]]) -> None:
    """Keep these editions, and have their regions cut at the cut-offs that hold now."""
    await on_edition_changed(tx, received)
    # Of the table, and not of the record: an old one that comes again must move nothing back.
    await set_cut_offs(tx, await list_editions(tx))
