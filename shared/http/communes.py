"""INSEE codes of communes as callers give them: last year's code leads to the commune of today."""

from pydantic_core import PydanticCustomError

from shared.french.typography import town
from shared.geography import successor_of


def refuse_merged(code: str) -> None:
    """Raise the fault of a field for the code of a commune that is part of another today, which is named."""
    if successor := successor_of(code):
        raise PydanticCustomError(
            "commune_merged",
            "« {value} » n’est plus le code INSEE d’une commune : elle fait partie de {successor} aujourd’hui, écrivez "
            "{code}.",
            {"value": code, "successor": town(successor.name), "code": successor.code},
        )
