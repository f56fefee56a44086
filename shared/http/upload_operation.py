"""A form with a file in it as OpenAPI has it, from the model that checks the fields beside the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from pydantic import BaseModel

MULTIPART = "multipart/form-data"
NULL = {"type": "null"}


@dataclass
class Upload(Operation):
    """An operation whose body is a form with a file in it."""


def upload_operation(model: type[BaseModel], *, file: str, about: str, needed: bool = True) -> type[Upload]:
    """Return an ``operation_class`` whose body is a form of the fields of ``model`` and a ``file``."""

    @dataclass
    class UploadOperation(Upload):
        def __post_init__(self) -> None:
            fields: Mapping[str, Any] = model.model_json_schema(by_alias=True)["properties"]
            sent = Schema(type=OpenAPIType.STRING, content_media_type="application/octet-stream", description=about)
            form = Schema(
                type=OpenAPIType.OBJECT,
                properties={file: sent, **{name: _schema(field) for name, field in fields.items()}},
                required=[file] if needed else None,
            )
            self.request_body = RequestBody(content={MULTIPART: OpenAPIMediaType(schema=form)}, required=True)

    return UploadOperation


def _schema(about: Mapping[str, Any]) -> Schema:
    """Return what a field of a form may hold: null cannot be sent in one."""
    kind = next((each for each in about.get("anyOf", [about]) if each != NULL), about)
    return Schema(
        type=OpenAPIType(kind["type"]),
        description=about.get("description"),
        format=kind.get("format"),
        enum=kind.get("enum"),
        pattern=kind.get("pattern"),
        max_length=kind.get("maxLength"),
        max_items=kind.get("maxItems"),
        items=_schema(kind["items"]) if "items" in kind else None,
        default=about.get("default"),
    )
