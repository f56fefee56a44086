"""How long a dossier may wait for its chamber; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.eligibility.desk.rules.queue import NATIONAL_QUEUE
from services.eligibility.desk.rules.regions import NO_CUT_OFF, cut_off_at, has_chamber
from shared.contracts.submission import EditionChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What is due of a dossier that waits, and what was done."""

    manifestation_id: UUID
    desk_region: str
    waits_since: datetime
    edition_version: int
    remind_at: datetime | None
    escalate_at: datetime | None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None

    @property
    def next_at(self) -> datetime | None:
        """When there is something to be done; None where nothing is left."""
        left = [
            at
            for at, done in ((self.remind_at, self.reminded_at), (self.escalate_at, self.escalated_at))
            if at is not None and done is None
        ]
        return min(left, default=None)


def clock_of(
    manifestation_id: UUID,
    edition: EditionChanged,
    region_code: str,
    *,
    since: datetime,
    reminded_at: datetime | None = None,
    escalated_at: datetime | None = None,
) -> Clock:
    """Return the clock of a dossier that waits since then; where no chamber is in charge nobody is to be told."""
    charged = region_code != NATIONAL_QUEUE and has_chamber(edition, region_code)
    cut_off = cut_off_at(edition, region_code)
    delays = edition.review_delays

    def due(usual: int, hurried: int) -> datetime | None:
        return _due(since, cut_off, timedelta(usual), timedelta(hurried), timedelta(delays.hurry)) if charged else None

    return Clock(
        manifestation_id=manifestation_id,
        desk_region=region_code,
        waits_since=since,
        edition_version=edition.version,
        remind_at=due(delays.remind, delays.hurried_remind),
        escalate_at=due(delays.escalate, delays.hurried_escalate),
        reminded_at=reminded_at,
        escalated_at=escalated_at,
    )


def _due(since: datetime, cut_off: datetime, usual: timedelta, hurried: timedelta, hurry: timedelta) -> datetime:
    """Return the moment: what comes after the cut-off is in no hurry any more, and neither where there is none."""
    if since >= cut_off or cut_off == NO_CUT_OFF:
        return since + usual
    return min(since + usual, max(since, cut_off - hurry) + hurried)
