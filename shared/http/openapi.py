"""The API's description: OpenAPI 3.1 as JSON and YAML, no page that loads scripts from elsewhere."""

from collections.abc import Mapping
from typing import Any, get_args

from litestar import Litestar, Request, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Server
from litestar.routes import HTTPRoute

from shared.http.accept import SERVED
from shared.http.access import ROLES
from shared.http.openapi_operations import failures, parameters
from shared.http.site import Site
from shared.identity.caller import Role

KEY = "key"
"""Name of the security scheme."""
EXAMPLE = "example"
"""``opt`` of a handler: a body that it takes as it is."""

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem document; `errors` lists the faults of the fields: all of them, or fifty and a "
    "last one, `more_faults`, whose value is how many more there are.",
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


def openapi_config(*, title: str, version: str, site: Site) -> OpenAPIConfig:
    """Describe the service at its public address; keys are sent as bearer tokens."""
    return OpenAPIConfig(
        title=title,
        version=version,
        servers=[Server(url=site.public_url)],
        components=Components(
            security_schemes={KEY: SecurityScheme(type="http", scheme="bearer", bearer_format="moisess_…")}
        ),
        use_handler_docstrings=True,
        openapi_router=_SchemaRouter("/schema", route_handlers=[], include_in_schema=False, opt={SERVED: ()}),
        render_plugins=[_Json(), _Yaml()],
    )


def document(app: Litestar) -> dict[str, Any]:
    """Return the description as it is served, for the committed copy."""
    return _described(app, app.openapi_schema.to_schema())


def _described(app: Litestar, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Say what the framework leaves out or gets wrong: who needs a key, what an operation does, how it fails."""
    handlers = _handlers(app)
    paths = {
        path: {method: _operation(operation, handlers[path, method], path) for method, operation in operations.items()}
        for path, operations in schema.get("paths", {}).items()
    }
    components = dict(schema.get("components", {}))
    components["schemas"] = {**components.get("schemas", {}), "Problem": PROBLEM_SCHEMA}
    return {**schema, "paths": paths, "components": components}


def _handlers(app: Litestar) -> dict[tuple[str, str], HTTPRouteHandler]:
    return {
        (route.path_format, method.lower()): handler
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
    }


def _operation(operation: Mapping[str, Any], handler: HTTPRouteHandler, path: str) -> dict[str, Any]:
    described = {
        **_in_words(operation),
        # The framework would announce its own error format, which we never send.
        "responses": {**_successes(operation["responses"]), **failures(handler, path)},
    }
    if found := parameters(operation.get("parameters", [])):
        described["parameters"] = found
    if EXAMPLE in handler.opt:
        described["requestBody"] = _with_example(operation["requestBody"], handler.opt[EXAMPLE])
    # Nobody is a caller without a key.
    if "caller" in handler.parsed_fn_signature.parameters:
        roles = handler.opt.get(ROLES, get_args(Role))
        return {**described, "security": [{KEY: []}], "x-roles": list(roles)}
    return described


def _with_example(body: Mapping[str, Any], example: object) -> dict[str, Any]:
    return {**body, "content": {kind: {**each, "example": example} for kind, each in body["content"].items()}}


def _in_words(operation: Mapping[str, Any]) -> dict[str, Any]:
    """Take the docstring's first line as the summary, and keep as description what it says beyond that."""
    summary, _, more = operation.get("description", "").partition("\n")
    described = {**operation, "summary": summary, "description": more.strip()} if summary else dict(operation)
    return {name: value for name, value in described.items() if name != "description" or value}


def _successes(responses: Mapping[str, Any]) -> dict[str, Any]:
    return {status: response for status, response in responses.items() if int(status) < 400}  # noqa: PLR2004


class _RenderedOnce(OpenAPIRenderPlugin):
    """In front of a plugin of the framework."""

    _rendered = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Render the document once: it is the same for everybody, and takes long."""
        self._rendered = self._rendered or super().render(request, _described(request.app, openapi_schema))  # type: ignore[safe-super]
        return self._rendered


class _Json(_RenderedOnce, JsonRenderPlugin):
    pass


class _Yaml(_RenderedOnce, YamlRenderPlugin):
    pass


class _SchemaRouter(Router):
    """Leaves out the framework's own "not found" page, so that ours answers."""

    def register(self, value: Any) -> Any:
        if getattr(value, "paths", None) == {"/{path:str}"}:
            return []
        return super().register(value)
