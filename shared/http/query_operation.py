"""An operation's query parameters as OpenAPI has them, from the model that checks them all at once."""

from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import Operation, Parameter, Schema
from pydantic import BaseModel


def query_operation(model: type[BaseModel]) -> type[Operation]:
    """Return an ``operation_class`` that adds a parameter per field of ``model``."""

    @dataclass
    class QueryOperation(Operation):
        def __post_init__(self) -> None:
            properties: dict[str, Any] = model.model_json_schema(by_alias=True)["properties"]
            self.parameters = [
                *(self.parameters or []),
                *(
                    Parameter(name=name, param_in="query", description=about.get("description"), schema=_schema(about))
                    for name, about in properties.items()
                ),
            ]

    return QueryOperation


def _schema(about: dict[str, Any]) -> Schema:
    kinds = about.get("anyOf", [about])
    return Schema(type=kinds[0]["type"], format=kinds[0].get("format"), default=about.get("default"))
