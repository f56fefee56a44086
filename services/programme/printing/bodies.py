"""What callers may send about print."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from shared.geography import region
from shared.http.inputs import Input, Line


def _known(code: str) -> str:
    if region(code) is None:
        raise PydanticCustomError(
            "not_in_list",
            "« {value} » n’est pas le code INSEE d’une région : vérifiez-le.",
            {"value": code[:80]},
        )
    return code


class CutOrder(Input):
    """Which region's programme to freeze for paper."""

    region_code: Annotated[Line, AfterValidator(_known), Field(title="région", max_length=3)]
