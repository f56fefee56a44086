"""Moments as a person types them."""

from datetime import datetime


class MomentUnclear(Exception):
    """The text is no moment; the message is French."""


def moment(text: str) -> datetime:
    """Read ISO 8601; without an offset it is on this machine's clock."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise MomentUnclear(
            f"« {text} » n’est pas une date : écrivez par exemple 2026-11-24 ou 2026-11-24T14:30:00+01:00."
        ) from error
