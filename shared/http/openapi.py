"""The API's description: OpenAPI 3.1 as JSON and YAML, no page that loads scripts from elsewhere."""

from collections.abc import Mapping
from typing import Any

from litestar import Litestar, Request, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Server

from shared.http.site import Site

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem document; `errors` lists every fault of the fields.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:mois-ess:probleme:champs-refuses"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "message", "value"],
                "properties": {
                    "pointer": {"type": "string", "format": "json-pointer"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "value": {"type": ["string", "null"]},
                },
            },
        },
    },
}
PROBLEM_RESPONSE: dict[str, Any] = {
    "description": "Problem",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi_config(*, title: str, version: str, site: Site) -> OpenAPIConfig:
    """Describe the service at its public address; keys are sent as bearer tokens."""
    return OpenAPIConfig(
        title=title,
        version=version,
        servers=[Server(url=site.public_url)],
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer", bearer_format="moisess_…")}
        ),
        use_handler_docstrings=True,
        openapi_router=_SchemaRouter("/schema", route_handlers=[], include_in_schema=False),
        render_plugins=[_Json(), _Yaml()],
    )


def document(app: Litestar) -> dict[str, Any]:
    """Return the description as it is served, for the committed copy."""
    return _with_problems(app.openapi_schema.to_schema())


def _with_problems(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe failures as they are: the framework would announce its own error format, which we never send."""
    paths = {
        path: {
            method: {**operation, "responses": _responses(operation["responses"])}
            for method, operation in operations.items()
        }
        for path, operations in schema.get("paths", {}).items()
    }
    components = dict(schema.get("components", {}))
    components["schemas"] = {**components.get("schemas", {}), "Problem": PROBLEM_SCHEMA}
    return {**schema, "paths": paths, "components": components}


def _responses(responses: Mapping[str, Any]) -> dict[str, Any]:
    kept = {status: response for status, response in responses.items() if int(status) < 400}  # noqa: PLR2004
    return {**kept, "default": PROBLEM_RESPONSE}


class _Json(JsonRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, _with_problems(openapi_schema))


class _Yaml(YamlRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return super().render(request, _with_problems(openapi_schema))


class _SchemaRouter(Router):
    """Leaves out the framework's own "not found" page, so that ours answers."""

    def register(self, value: Any) -> Any:
        if getattr(value, "paths", None) == {"/{path:str}"}:
            return []
        return super().register(value)
