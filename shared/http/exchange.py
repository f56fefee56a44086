"""Our request class: JSON that cannot be read is answered with the place where it breaks."""

import re
from collections.abc import AsyncGenerator
from typing import Any, Final

import msgspec
from litestar import Request
from litestar.datastructures import FormMultiDict, State
from litestar.enums import RequestEncodingType
from litestar.exceptions import InternalServerException

from shared.http.body_limits import MOST_FORM_FIELDS, check_body_limits, too_many
from shared.http.errors import BodyBrokenOff, BodyUnreadable

LONE_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")
BYTE = re.compile(r"\(byte (\d+)\)")


CHECKED_BY_HANDLER: Final = {"checks_body": True}
"""``opt`` of a handler that checks the limits of a body by itself, part by part."""


class Exchange(Request[Any, Any, State]):
    """A request to one of our services."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """Yield the body as it comes; raises ``BodyBrokenOff`` where it does not come whole."""
        try:
            async for part in super().stream():
                yield part
        except InternalServerException as error:
            # The framework takes somebody who hangs up for a fault of ours.
            raise BodyBrokenOff("La demande s’est interrompue avant la fin de son corps : renvoyez-la.") from error

    async def json(self) -> Any:
        """Return the decoded body; raises ``BodyUnreadable`` and, beyond the limits of a body, ``FieldsRefused``."""
        body = await self.body()
        if not body.strip():
            raise BodyUnreadable("Le corps de la demande est vide : un objet JSON est attendu.")
        try:
            decoded = msgspec.json.decode(body)
        except msgspec.DecodeError as error:
            raise BodyUnreadable(_where(body, str(error))) from error
        except UnicodeDecodeError as error:
            raise BodyUnreadable("Le corps contient du texte qui n’est pas en UTF-8 : réencodez-le.") from error
        except RecursionError as error:
            raise BodyUnreadable("Le corps imbrique trop de niveaux d’objets ou de listes.") from error
        if not self.route_handler.opt.get("checks_body"):
            check_body_limits(decoded)
        return decoded

    async def form(self) -> FormMultiDict:
        """Return the fields of a form; raises ``FieldsRefused`` for more than any form of ours has."""
        if self.content_type[0] == RequestEncodingType.URL_ENCODED:
            fields = (await self.body()).count(b"&") + 1
            if fields > MOST_FORM_FIELDS:
                raise too_many("", fields, MOST_FORM_FIELDS)
        return await super().form()

    @property
    def wants_page(self) -> bool:
        """Return True where a person's browser asks, False for programs, also those that accept anything."""
        best = self.accept.best_match(["application/problem+json", "application/json", "text/html"])
        return best == "text/html"


def _where(body: bytes, reason: str) -> str:
    found = BYTE.search(reason)
    # Near the end of the body the decoder looks for the other half in vain, and calls that an end too early.
    if "surrogate" in reason or (not found and LONE_HALF.search(body)):
        return (
            "Le corps contient la moitié d’un caractère (\\ud800 à \\udfff, sans l’autre moitié) : écrivez le "
            "caractère en entier, puis renvoyez le corps."
        )
    if not found:
        return "Le corps n’est pas du JSON complet : il s’arrête avant la fin. Renvoyez-le en entier."
    before = body[: int(found[1])].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return (
        f"Le corps n’est pas du JSON valide : il devient illisible à la ligne {line}, vers le caractère {column}. "
        "Corrigez-le à cet endroit, puis renvoyez-le."
    )
