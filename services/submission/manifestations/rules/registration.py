"""From when and until when one registers for an edition; pure."""

from datetime import datetime

from services.submission.manifestations.errors import RegistrationClosed, RegistrationNotOpen
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionArchived, EditionNotOpen
from shared.errors import Conflict
from shared.french.dates import moment
from shared.geography.time_zones import PARIS


def registration_refusal(edition: EditionChanged, now: datetime) -> Conflict | None:
    """Return why nothing can be registered for an edition at this instant; None where it can."""
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    if edition.state == "archived":
        return EditionArchived(edition.year)
    if edition.state != "open":
        return EditionNotOpen(edition.year)
    if opens and now < opens:
        return RegistrationNotOpen(edition.year, moment(opens, PARIS))
    if closes and now >= closes:
        return RegistrationClosed(edition.year, moment(closes, PARIS))
    return None
