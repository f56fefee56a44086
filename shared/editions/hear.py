"""How a service hears of editions: its own copy of them, filled from the topic."""

from collections.abc import Sequence

from shared.contracts.submission import EDITIONS, EditionChanged
from shared.editions.store import upsert_editions
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx


def editions_heard(*, group: str) -> Subscription[EditionChanged]:
    """Return the subscription of a service that does not own the editions."""
    return Subscription(stream=EDITIONS, group=group, handle=on_edition_changed)


async def on_edition_changed(tx: Tx, received: Sequence[Received[EditionChanged]]) -> None:
    """Keep these editions."""
    await upsert_editions(tx, [item.event for item in received if item.event is not None])
