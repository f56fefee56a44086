"""What this service tells out of itself; listings follow decisions, which it hears again."""

from typing import Any
from uuid import UUID

from services.programme.printing.reconcile import numbered_snapshots
from services.programme.printing.rules.addresses import snapshot_path
from shared.outbox.numbered import NumberedStream


def numbered_streams(public_url: str) -> list[NumberedStream[Any]]:
    """Return the print snapshots; ``public_url`` is the service's public address."""

    def address_of(snapshot_id: UUID) -> str:
        return f"{public_url.rstrip('/')}{snapshot_path(snapshot_id)}"

    return [numbered_snapshots(address_of)]
