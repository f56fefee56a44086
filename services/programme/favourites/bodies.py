"""What forms about a programme of one's own send."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.http.inputs import Input, Line

Link = Annotated[Line, Field(title="clé", max_length=100)]


class LinkInput(Input):
    """Which programme; that of the browser without."""

    cle: Link = ""


class ChosenInput(LinkInput):
    """Which date."""

    manifestation: Annotated[UUID, Field(title="manifestation")]
    date: Annotated[UUID, Field(title="date")]


class TakenOutInput(LinkInput):
    """Which date is taken out; without one, all that have left the programme."""

    manifestation: Annotated[UUID | None, Field(title="manifestation")] = None
    date: Annotated[UUID | None, Field(title="date")] = None


class SharedInput(LinkInput):
    """Whether others may read."""

    oui: Annotated[bool, Field(title="partage")] = False
