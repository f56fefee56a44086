"""What is written to those who speak for a structure before its last ruling ends; pure."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.eligibility.structures.rules.structure import Structure
from shared.contracts.notices import Notice
from shared.french.dates import day
from shared.geography.time_zones import PARIS

BEFORE = timedelta(days=30)
AFTERWARDS = (
    "Passé ce jour, elle ne pourra plus être réservée pour des rencontres d’affaires. Ce qui est déjà publié le reste."
)
WAY_OUT = (
    "Pour prolonger, adressez à la chambre de votre région une preuve à jour : agrément ESUS renouvelé, statuts ou "
    "mention « ESS » au registre du commerce. Elle prolongera en acceptant une manifestation."
)


def reminder(structure: Structure, account_id: UUID, *, until: datetime, at: datetime) -> Notice:
    """Return the notice; telling it twice is one mail."""
    # The ruling holds on its last day, so that the instant of its end is already the next.
    last_day = day((until - timedelta(seconds=1)).astimezone(ZoneInfo(PARIS)).date())
    name = structure.usual_name or structure.name
    return Notice(
        notice_id=uuid5(structure.structure_id, f"{until.isoformat()} {account_id}"),
        account_id=account_id,
        kind="status_ends",
        subject=f"« {name} » : reconnaissance valable jusqu’au {last_day}",
        sentences=(
            f"La chambre régionale a reconnu « {name} » jusqu’au {last_day}.",
            AFTERWARDS,
            WAY_OUT,
        ),
        told_at=at,
    )
