"""What an operation of the API description lacks: how it can fail, and the headers that it cannot do without."""

from collections.abc import Mapping
from inspect import signature
from itertools import chain
from typing import Any, Final

from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from shared.http.upload_operation import Upload

PROBLEM_RESPONSE: Final[dict[str, Any]] = {
    "description": "Problem",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
REQUIRED: Final = {"If-Match", "Idempotency-Key"}
FAILURES: Final = (
    ("data", 400, "The body cannot be read."),
    ("repeatable", 400, "The body cannot be read, or Idempotency-Key is missing."),
    ("caller", 401, "No key, or none that is known."),
    ("caller", 403, "The key does not open this."),
    ("path", 404, "Nothing at this address that the caller may see."),
    ("", 406, "Accept leaves out what is answered here."),
    ("repeatable", 409, "The first request under the same Idempotency-Key is still at work, or the state forbids it."),
    ("if_match", 409, "The present state forbids it."),
    ("reference", 409, "The present state forbids it."),
    ("if_match", 412, "Another change came first: If-Match names a former version."),
    ("data", 413, "The body is too large."),
    ("upload", 400, "The form cannot be read, or it broke off."),
    ("upload", 413, "The file is too large; the largest that is taken is said where the form is described."),
    ("data", 415, "Content-Type is not that of the body which is read here."),
    ("", 421, "Asked under a name that is not this service's."),
    ("", 422, "Fields or parameters are refused; `errors` names each."),
    ("", 429, "Too many requests; Retry-After says when to go on, RateLimit and RateLimit-Policy what is left."),
    ("if_match", 428, "If-Match is missing."),
    ("database", 503, "The database does not answer; Retry-After says when to try again."),
)
"""What a handler asks for, the status that this can end with, and why; later lines win over earlier ones."""


def failures(handler: HTTPRouteHandler, path: str) -> dict[str, Any]:
    """Return the responses of an operation that did not succeed, by status."""
    own = [each for each in (handler.dependencies or {}).values() if isinstance(each, Provide)]
    through = chain(*(signature(each.dependency).parameters for each in own))
    uploads = issubclass(handler.operation_class, Upload)
    about = [name for name, is_so in (("path", "{" in path), ("upload", uploads)) if is_so]
    asked = {"", *handler.parsed_fn_signature.parameters, *through, *about}
    found = {str(status): {**PROBLEM_RESPONSE, "description": why} for part, status, why in FAILURES if part in asked}
    return {**found, "default": PROBLEM_RESPONSE}


def parameters(given: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the parameters of an operation, the headers that it cannot do without said to be so."""
    return [{**each, "required": True} if each.get("name") in REQUIRED else each for each in given]
