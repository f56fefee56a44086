"""What the small forms of a dossier may send."""

from typing import Annotated

from litestar.datastructures import FormMultiDict
from pydantic import Field

from services.eligibility.desk.handle import Step
from shared.http.inputs import Input
from shared.http.refusals import checked


class StepBody(Input):
    """Which of the small steps is taken."""

    step: Annotated[Step, Field(title="Suite")]


def read_step(form: FormMultiDict) -> Step:
    """Return the step; raises ``FieldsRefused``."""
    given = str(form.get("step") or "")
    return checked(StepBody, {"step": given} if given else {}).step
