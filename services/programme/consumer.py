"""The door for topics: what this service hears."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from services.programme.listings.enlist import enlist
from services.programme.listings.telling import PageOf
from services.programme.printing.cut import GROUP
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.editions.hear import editions_heard
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx


def subscriptions(page_of: PageOf) -> list[Subscription[Any]]:
    """Return the stream that the programme is made of, a decision carrying what may be published, and the editions."""
    return [
        Subscription(
            stream=DECISIONS,
            group=GROUP,
            handle=partial(on_eligibility_decided, page_of=page_of),
            single_statement=partial(on_eligibility_decided_in_one_statement, page_of=page_of),
        ),
        editions_heard(group="programme.editions"),
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
