"""Where a manifestation's page stands."""

from uuid import UUID


def page_path(manifestation_id: UUID) -> str:
    """Return the path of a manifestation's page inside this service."""
    return f"/programme/{manifestation_id}"
