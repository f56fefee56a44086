"""The edition that ships: by its words a file is read; the platform's own edition has the last word on each."""

from datetime import UTC, datetime

from services.submission.editions.first import first_edition
from shared.editions.rules import format_labels, theme_labels

SHIPPED = first_edition(now=datetime.now(UTC))
THEMES, FORMATS = theme_labels(SHIPPED), format_labels(SHIPPED)
OPENS = (SHIPPED.first_day.month, SHIPPED.first_day.day)
CLOSES = (SHIPPED.last_day.month, SHIPPED.last_day.day)
"""Month and day between which a period that is moved to another year has to lie."""
