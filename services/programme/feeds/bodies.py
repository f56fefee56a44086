"""What callers may ask of changes."""

from typing import Annotated

from pydantic import Field

from services.programme.listings.bodies.fields import RegionCode
from services.programme.listings.bodies.query import EditionQuery
from shared.http.inputs import Moment

LARGEST_PAGE = 200


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
