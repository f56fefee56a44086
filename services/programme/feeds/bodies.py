"""What callers may ask of changes."""

from typing import Annotated, Literal

from pydantic import Field

from services.programme.feeds.rules.oembed import LEAST
from services.programme.listings.bodies.fields import RegionCode
from services.programme.listings.bodies.query import EditionQuery
from shared.http.inputs import Input, Line, Moment

LARGEST_PAGE = 200


class EmbedQuery(Input):
    """Which address is to be shown elsewhere, and in how much room; names are those of oEmbed 1.0."""

    url: Annotated[Line, Field(title="adresse", description="Of the list, or of a manifestation.", max_length=2000)]
    format: Annotated[Literal["json"] | None, Field(description="Answers are JSON alone.")] = None
    maxwidth: Annotated[int | None, Field(ge=LEAST, le=10_000, title="largeur", description="In pixels.")] = None
    maxheight: Annotated[int | None, Field(ge=LEAST, le=10_000, title="hauteur", description="In pixels.")] = None


class LatestQuery(EditionQuery):
    """Changes of which region."""

    region: Annotated[RegionCode | None, Field(description="INSEE code of a region, for example 53.")] = None
    cursor: Annotated[str | None, Field(title="repère", description="Value of `next` on the page before.")] = None


class ChangesQuery(LatestQuery):
    """Changes since when, and how many at once."""

    since: Annotated[
        Moment | None,
        Field(title="depuis", description="Date and hour with offset; left out where `cursor` is given."),
    ] = None
    limit: Annotated[int, Field(title="nombre par page", description="Page size.", ge=1, le=LARGEST_PAGE)] = 100
