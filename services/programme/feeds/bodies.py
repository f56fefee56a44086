"""What callers may ask of changes."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from services.programme.feeds.rules.oembed import LEAST
from services.programme.listings.bodies.edition import EditionQuery
from services.programme.listings.bodies.fields import RegionCode
from shared.geography.time_zones import PARIS
from shared.http.inputs import Input, Line, Moment

LARGEST_PAGE = 200
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _begun(value: object) -> object:
    """Return the first instant of a day, on the clock of Paris, and anything else as it is."""
    if isinstance(value, str) and DAY.fullmatch(value.strip()):
        with suppress(ValueError):
            return datetime.fromisoformat(value.strip()).replace(tzinfo=ZoneInfo(PARIS)).isoformat()
    return value


Since = Annotated[Moment, BeforeValidator(_begun)]


class EmbedQuery(Input):
    """Which address is to be shown elsewhere, and in how much room; names are those of oEmbed 1.0."""

    url: Annotated[Line, Field(title="adresse", description="Of the list, or of a manifestation.", max_length=2000)]
    format: Annotated[Literal["json"] | None, Field(description="Answers are JSON alone.")] = None
    maxwidth: Annotated[int | None, Field(ge=LEAST, le=10_000, title="largeur", description="In pixels.")] = None
    maxheight: Annotated[int | None, Field(ge=LEAST, le=10_000, title="hauteur", description="In pixels.")] = None


class LatestQuery(EditionQuery):
    """Changes of which region."""

    region: Annotated[RegionCode | None, Field(description="INSEE code of a region, for example 53.")] = None
    since: Annotated[
        Since | None,
        Field(title="depuis", description="Date and hour with offset, or a day, which begins at midnight in Paris."),
    ] = None
    cursor: Annotated[str | None, Field(title="repère", description="Value of `next` on the page before.")] = None


class ChangesQuery(LatestQuery):
    """How many changes at once; `since` may be left out where `cursor` is given."""

    limit: Annotated[int, Field(title="nombre par page", description="Page size.", ge=1, le=LARGEST_PAGE)] = 100
