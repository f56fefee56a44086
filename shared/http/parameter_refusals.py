"""From the framework's validation error to ours: the body's faults whole, those of query and headers in French."""

import re
from typing import Any, Literal, cast, get_args, get_origin

from litestar import Request
from litestar.exceptions import ValidationException
from litestar.handlers import HTTPRouteHandler
from pydantic import BaseModel, ValidationError

from shared.errors import FieldError, FieldsRefused
from shared.french.typography import grouped
from shared.http.errors import BodyUnreadable
from shared.http.model_fields import model_in
from shared.http.query import DETAIL as PARAMETERS
from shared.http.refusals import quoted, refusals

MISSING = re.compile(r"Missing required (\w+) parameter '([^']+)'")
PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"Expected `int`, got", "integer_expected", "attend un nombre entier"),
    (r"Expected `float`, got", "number_expected", "attend un nombre"),
    (r"Expected `bool`, got", "boolean_expected", "attend true ou false"),
    (r"Expected `(?:int|float)` >= (\S+)", "too_small", "attend au moins {0}"),
    (r"Expected `(?:int|float)` <= (\S+)", "too_large", "attend au plus {0}"),
    (r"Expected `str` of length >= (\S+)", "too_short", "attend une longueur d’au moins {0}"),
    (r"Expected `str` of length <= (\S+)", "too_long", "attend au plus {0} caractères"),
    (r"Invalid UUID", "uuid_format", "attend un identifiant que nous avons donné"),
    (r"Invalid RFC3339 encoded date$", "date_format", "attend une date comme 2026-11-14"),
    (r"Invalid RFC3339 encoded datetime", "datetime_format", "attend une date et une heure comme 2026-11-14T10:00:00Z"),
    (r"with a timezone component", "time_zone_missing", "attend un décalage horaire, comme dans 2026-11-14T10:00:00Z"),
)


def refusal_of(request: Request[Any, Any, Any], error: ValidationException) -> FieldsRefused | BodyUnreadable:
    """Return every fault that the framework found, body or parameters."""
    cause = error.__cause__.__cause__ if error.__cause__ else None
    if isinstance(cause, ValidationError):
        return FieldsRefused(errors=refusals(_body_model(request), cause.errors()))
    if missing := MISSING.search(error.detail):
        return _refused([_missing(missing[2])])
    extra = error.extra if isinstance(error.extra, list) else []
    if any(item.get("key") == "data" for item in extra):
        return BodyUnreadable("Le corps de la demande est vide : un objet JSON est attendu.")
    return _refused([_parameter(request, str(item.get("key", "")), str(item.get("message", ""))) for item in extra])


def _refused(errors: list[FieldError]) -> FieldsRefused:
    return FieldsRefused(PARAMETERS, errors=errors)


def _missing(name: str) -> FieldError:
    return FieldError(
        pointer=f"/{name}",
        code="required",
        message=f"Le paramètre « {name} » est obligatoire : ajoutez-le à la demande.",
    )


def _parameter(request: Request[Any, Any, Any], key: str, message: str) -> FieldError:
    definition = _route_handler(request).parsed_fn_signature.parameters.get(key)
    name = getattr(definition.kwarg_definition, "name", None) or key if definition else key
    value = request.query_params.get(name, request.headers.get(name))
    code, wish = _wish(message, definition.annotation if definition else None)
    return FieldError(
        pointer=f"/{name}",
        code=code,
        message=f"Le paramètre « {name} » a reçu {quoted(value)} et {wish}.",
        value=value[:200] if isinstance(value, str) else None,
    )


def _wish(message: str, annotation: Any) -> tuple[str, str]:
    choices = _choices(annotation)
    if message.startswith("Invalid enum value") and choices:
        return "not_in_list", f"accepte seulement : {', '.join(choices)}"
    for pattern, code, wish in PHRASES:
        if found := re.search(pattern, message):
            return code, wish.format(*(_limit(limit) for limit in found.groups()))
    return "invalid", "attend une autre forme : vérifiez-le dans la description de l’API"


def _limit(text: str) -> str:
    return grouped(int(text)) if text.isdecimal() else text


def _choices(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for inner in get_args(annotation) for choice in _choices(inner)]


def _body_model(request: Request[Any, Any, Any]) -> type[BaseModel] | None:
    field = _route_handler(request).parsed_data_field
    return model_in(field.annotation) if field else None


def _route_handler(request: Request[Any, Any, Any]) -> HTTPRouteHandler:
    return cast("HTTPRouteHandler", request.scope["route_handler"])
