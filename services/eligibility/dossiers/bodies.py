"""What callers may send: a decision."""

from typing import Annotated, Literal

from pydantic import Field

from services.eligibility.dossiers.rules.ruling import Ruling
from shared.http.inputs import Input, Lines


class RulingBody(Input):
    """A moderator's decision."""

    verdict: Annotated[Literal["eligible", "refused"], Field(title="décision")]
    message: Annotated[
        Lines,
        Field(title="message", description="Sentence for the organiser, in French.", min_length=3, max_length=1000),
    ]

    def ruling(self) -> Ruling:
        """Return it as the use case takes it."""
        return Ruling(verdict=self.verdict, message=self.message)
