"""The door for topics: what this service hears."""

from collections.abc import Sequence

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx

GROUP = "submission.decisions"
FETCH_WAIT_MS = 250
"""An organiser looks at the page in their own time."""


def subscriptions() -> list[Subscription[EligibilityDecided]]:
    """Return the one stream from which organisers learn where their manifestation stands."""
    return [Subscription(stream=DECISIONS, group=GROUP, handle=on_eligibility_decided, fetch_wait_ms=FETCH_WAIT_MS)]


async def on_eligibility_decided(tx: Tx, received: Sequence[Received[EligibilityDecided]]) -> None:
    """Keep these decisions."""
    await follow(tx, [last_decision_of(item.event) for item in received if item.event is not None])
