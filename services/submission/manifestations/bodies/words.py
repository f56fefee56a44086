"""What an organiser may write to whoever decides."""

from typing import Annotated

from pydantic import Field

from services.submission.manifestations.bodies.kinds import Paragraphs
from services.submission.manifestations.say import Words
from shared.http.inputs import Input

LONGEST = 2000
NoteText = Annotated[
    Paragraphs,
    Field(
        title="Votre message",
        description="For whoever decides, in French; an answer to what they asked for, too.",
        min_length=3,
        max_length=LONGEST,
    ),
]
AppealText = Annotated[
    Paragraphs,
    Field(
        title="Pourquoi",
        description="Why the refusal is to be looked at again, in French.",
        min_length=10,
        max_length=LONGEST,
    ),
]


class NoteBody(Input):
    """A message."""

    text: NoteText

    def words(self) -> Words:
        """Return it as the use case takes it."""
        return Words(kind="note", text=self.text)


class AppealBody(Input):
    """Why a refusal is to be looked at again."""

    text: AppealText

    def words(self) -> Words:
        """Return it as the use case takes it."""
        return Words(kind="appeal", text=self.text)
