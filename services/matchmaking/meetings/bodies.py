"""What callers may send: a meeting to book."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.http.inputs import Input


class MeetingBody(Input):
    """Which two structures are to meet, and in which slot; the table is chosen by us."""

    slot_id: Annotated[UUID, Field(title="Créneau")]
    structure_ids: Annotated[list[UUID], Field(title="Structures", min_length=2, max_length=2)]
