"""Which edition callers ask for."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.http.inputs import Input
from shared.http.refusals import checked


class EditionQuery(Input):
    """Which edition is asked for, without which the other filters cannot be read."""

    edition: Annotated[
        int | None, Field(ge=2008, le=2100, title="édition", description="Year of another edition than the open one.")
    ] = None


def edition_asked(editions: Editions, given: Mapping[str, str]) -> EditionChanged:
    """Return the edition that a query names, the present one without; raises ``FieldsRefused``, ``EditionUnknown``."""
    year = checked(EditionQuery, {name: value for name, value in given.items() if name == "edition"}).edition
    return editions.present if year is None else editions.shown(year)
