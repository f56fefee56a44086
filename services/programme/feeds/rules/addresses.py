"""Where calendars stand, and how much one may hold."""

from uuid import UUID

from services.programme.listings.rules.addresses import page_path

SELECTED_CALENDAR = "/programme/agenda.ics"
MOST_DATES = 1000


def calendar_path(manifestation_id: UUID) -> str:
    """Return the path of a manifestation's calendar inside this service."""
    return f"{page_path(manifestation_id)}/agenda.ics"
