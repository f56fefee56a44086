"""A day without a year: of the dates beside it, else of the only year in which it lies in the season."""

from dataclasses import dataclass
from datetime import date

from services.submission.imports.mapping.moments import parse
from shared.contracts.submission import EditionChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """From when to when an edition lasts."""

    first: date
    last: date

    @classmethod
    def of(cls, edition: EditionChanged) -> "Season":
        """Return that of an edition."""
        return cls(first=edition.first_day, last=edition.last_day)

    def day(self, text: str) -> date | None:
        """Return the only day of the season that the text can mean."""
        years = range(self.first.year, self.last.year + 1)
        days = [day for year in years if (day := day_of_year(text, year)) and self.first <= day <= self.last]
        return days[0] if len(days) == 1 else None


def day_of_year(text: str, year: int) -> date | None:
    """Read a day as it is written, and else as one of this year."""
    written = parse(text) or parse(f"{text}/{year}") or parse(f"{text} {year}") or parse(f"{text}, {year}")
    return written.day if written else None


def day_in(text: str, year: int | None, season: Season | None) -> date | None:
    """Read a day, completed by a year that is known or by the season; None where neither says which it is."""
    if (written := parse(text)) is not None:
        return written.day
    return day_of_year(text, year) if year else season.day(text) if season else None
