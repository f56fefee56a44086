"""What stands behind the question mark: refused are names that nobody reads, NUL, and regions that do not exist."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from shared.errors import MOST_FAULTS, FieldError, FieldsRefused, told_faults
from shared.geography import region
from shared.http.errors import AddressTooLong
from shared.http.phrases import UNKNOWN_FIELD
from shared.http.refusals import KEPT, MOST_SUGGESTIONS, SHOWN, way_out

LONGEST_QUERY = 2 * 1024
"""Bytes."""
DETAIL = "Certains paramètres sont à corriger ; chacun est expliqué ci-dessous."


def refuse_unknown_parameters(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Name query parameters that a list of the API does not have: a filter with a typing error would ask for all.

    Pages ignore what they do not know, and a handler that reads a whole model checks itself.
    """
    handler = connection.route_handler
    if not connection.scope["query_string"] or not isinstance(handler, HTTPRouteHandler):
        return
    if not handler.resolve_include_in_schema():
        return
    known = _names(handler)
    unknown = [name for name in connection.query_params if name not in known]
    if known and unknown:
        names = list(dict.fromkeys(unknown))
        errors = [
            _unknown(name, known if position < MOST_SUGGESTIONS else [], connection.query_params[name])
            for position, name in enumerate(names[:MOST_FAULTS])
        ]
        raise FieldsRefused(errors=told_faults(errors, unseen=max(0, len(names) - MOST_FAULTS)))


def refuse_long_query(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Raise ``AddressTooLong`` before anything takes the query apart."""
    if len(connection.scope["query_string"]) > LONGEST_QUERY:
        raise AddressTooLong(
            f"Ce qui suit le « ? » de l’adresse dépasse {LONGEST_QUERY // 1024} ko : raccourcissez-le."
        )


def refuse_nul(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Name parameters with U+0000, of pages too: nobody types it, and the database takes it in no text."""
    if not any(sign in connection.scope["query_string"] for sign in (b"%00", b"\0")):
        return
    items = connection.query_params.multi_items()
    names = dict.fromkeys(name for name, value in items if "\0" in name or "\0" in str(value))
    if names:
        raise FieldsRefused(DETAIL, errors=[_with_nul(name.replace("\0", "")) for name in names])


def known_region(code: str) -> str:
    """Return the code; raises ``FieldsRefused`` where no region has it, since an empty list would look like rest."""
    if region(code) is None:
        raise FieldsRefused(
            DETAIL,
            errors=[
                FieldError(
                    pointer="/region",
                    code="not_in_list",
                    message=f"« {code[:SHOWN]} » n’est pas le code INSEE d’une région : écrivez par exemple 53 pour la "
                    "Bretagne.",
                    value=code[:KEPT],
                )
            ],
        )
    return code


def _names(handler: HTTPRouteHandler) -> list[str]:
    parameters = handler.parsed_fn_signature.parameters.items()
    found = [(name, definition.kwarg_definition) for name, definition in parameters]
    return [kwarg.name or name for name, kwarg in found if isinstance(kwarg, QueryParameter)]


def _unknown(name: str, known: list[str], value: str) -> FieldError:
    message = UNKNOWN_FIELD.text.format(label=f"« {name[:SHOWN]} »", way_out=way_out(name, known))
    return FieldError(pointer=f"/{name[:KEPT]}", code=UNKNOWN_FIELD.code, message=message, value=value[:KEPT] or None)


def _with_nul(name: str) -> FieldError:
    message = f"Le paramètre « {name[:SHOWN]} » contient un caractère nul (%00) : retirez-le."
    return FieldError(pointer=f"/{name[:KEPT]}", code="nul_character", message=message)
