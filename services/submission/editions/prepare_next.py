"""Use case: the next edition begins as a copy of the last one."""

from dataclasses import replace
from datetime import date, datetime

from services.submission.editions.store import save_edition
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionUnknown
from shared.editions.store import list_editions
from shared.postgres.database import Tx


async def prepare_next(tx: Tx, year: int, *, now: datetime) -> EditionChanged:
    """Write the edition of ``year`` in preparation, unless it is there; its cut-offs and registration are to be set.

    Raises ``EditionUnknown`` for a year that does not follow the last one.
    """
    *_, last = await list_editions(tx)
    if last.year == year:
        return last
    if last.year + 1 != year:
        raise EditionUnknown(year)
    following = replace(
        last,
        year=year,
        version=1,
        state="preparing",
        first_day=_a_year_later(last.first_day),
        last_day=_a_year_later(last.last_day),
        registration_opens_at=None,
        registration_closes_at=None,
        regions=tuple(replace(region, cut_off=None) for region in last.regions),
        changed_at=now,
    )
    await save_edition(tx, following)
    return following


def _a_year_later(day: date) -> date:
    # Neither 28 nor 29 February loses a day of a season, which no season has so far.
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004
