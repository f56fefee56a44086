"""What is asked while somebody types."""

from typing import Annotated

from pydantic import Field

from services.programme.listings.bodies.edition import EditionQuery
from shared.http.inputs import Line


class SuggestQuery(EditionQuery):
    """What stands in a field so far."""

    q: Annotated[Line, Field(title="mot-clé", max_length=200)] = ""
    near: Annotated[Line, Field(title="près de", max_length=100)] = ""
