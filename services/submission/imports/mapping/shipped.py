"""The edition that ships: where no platform is asked, a file is read by its words."""

from datetime import UTC, datetime

from services.submission.editions.first import first_edition
from services.submission.imports.mapping.unwritten_years import Season
from services.submission.imports.mapping.words import Words

SHIPPED = first_edition(now=datetime.now(UTC))
WORDS, SEASON = Words.of(SHIPPED), Season.of(SHIPPED)
OPENS = (SHIPPED.first_day.month, SHIPPED.first_day.day)
CLOSES = (SHIPPED.last_day.month, SHIPPED.last_day.day)
"""Month and day between which a period that is moved to another year has to lie."""
