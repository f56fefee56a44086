"""What callers may send: a decision, and the region whose queue they ask for."""

from typing import Annotated, Literal

from pydantic import Field

from services.eligibility.decide import Ruling
from shared.errors import FieldError, FieldsRefused
from shared.geography import region
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


def known_region(code: str) -> str:
    """Return the code; raises ``FieldsRefused`` where no region has it, since an empty queue would look like rest."""
    if region(code) is None:
        raise FieldsRefused(
            "Cette région n’existe pas.",
            errors=[
                FieldError(
                    pointer="/region",
                    code="not_in_list",
                    message=f"« {code[:80]} » n’est pas le code INSEE d’une région : écrivez par exemple 53 pour la "
                    "Bretagne.",
                    value=code[:200],
                )
            ],
        )
    return code
