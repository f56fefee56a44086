"""What the forms of saved views may send."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from services.eligibility.desk.rules.saved_views import LONGEST_NAME, SavedView
from shared.http.inputs import Input, Line
from shared.http.refusals import checked


class ViewBody(Input):
    """The name that a view is saved under."""

    view: Annotated[Line, Field(min_length=1, max_length=LONGEST_NAME, title="Nom de la vue")]


def read_view(values: Mapping[str, Any], *, query: str) -> SavedView:
    """Return the view that a form names, of the filters in ``query``; raises ``FieldsRefused``."""
    name = checked(ViewBody, {"view": values.get("view", "")}).view
    return SavedView(name=name, query=query)
