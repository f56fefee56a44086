"""Where the facts of a cut stand."""

from uuid import UUID


def snapshot_path(snapshot_id: UUID) -> str:
    """Return the path of a print snapshot inside this service."""
    return f"/print-snapshots/{snapshot_id}"
