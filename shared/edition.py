"""What an edition of the Mois de l'ESS is, beyond its year: from when on anything can be said of it."""

from datetime import UTC, datetime


def opening(edition: int) -> datetime:
    """Return an instant before the first record of an edition.

    A year too early rather than a day too late: who registers for an edition does so in its own year, or once the
    season of the year before is over, and what is older than this cannot be missed.
    """
    return datetime(edition - 1, 1, 1, tzinfo=UTC)
