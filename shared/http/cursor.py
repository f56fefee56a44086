"""Cursors: where a list goes on, opaque to callers, signed so that only what we gave out comes back."""

import base64
import binascii
import hashlib
import hmac
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec

from shared.errors import FieldError, FieldsRefused
from shared.postgres.database import Database
from shared.postgres.secret_store import get_secret

T = TypeVar("T")

LONGEST = 1536
"""The name of a structure, which its list goes on from, may have 200 signs of four bytes."""
SIGNATURE_BYTES = 16


class Cursors:
    """Makes and reads the cursors of one service."""

    def __init__(self, secret: bytes) -> None:
        """``secret`` is the same in every process of the service: the next page may be asked of another one."""
        self._secret = secret

    def encode(self, values: tuple[Any, ...]) -> str:
        """Make a cursor of the last row's sort values; dates and UUIDs may be among them."""
        payload = msgspec.json.encode(values)
        return base64.urlsafe_b64encode(self._signature(payload) + payload).rstrip(b"=").decode()

    def decode(self, text: str | None, shape: type[T]) -> T | None:
        """Return the values as ``shape`` says, for example ``tuple[Instant, UUID]``; None where there is no cursor.

        Raises ``FieldsRefused`` on ``/cursor`` for anything that this list has not given out.
        """
        if text is None:
            return None
        try:
            return msgspec.json.decode(self._payload(text), type=shape)
        except (ValueError, binascii.Error, msgspec.DecodeError) as error:
            raise FieldsRefused(
                "La liste ne peut pas reprendre à cet endroit.",
                errors=[
                    FieldError(
                        pointer="/cursor",
                        code="cursor_invalid",
                        message="Le paramètre « cursor » n’est pas un repère que nous avons donné : reprenez celui du "
                        "champ « next » de la page précédente, sans le modifier, ou recommencez sans lui.",
                        value=text[:200],
                    )
                ],
            ) from error

    def _payload(self, text: str) -> bytes:
        if len(text) > LONGEST:
            raise ValueError("longer than any cursor of ours")
        padded = text + "=" * (-len(text) % 4)
        signed = base64.b64decode(padded, altchars=b"-_", validate=True)
        payload = signed[SIGNATURE_BYTES:]
        if not hmac.compare_digest(signed[:SIGNATURE_BYTES], self._signature(payload)):
            raise ValueError("not signed by us")
        return payload

    def _signature(self, payload: bytes) -> bytes:
        return hmac.digest(self._secret, payload, hashlib.sha256)[:SIGNATURE_BYTES]


class CursorsOfDatabase:
    """Reads the secret when the first list is asked for: a service starts before its database does."""

    def __init__(self, database: Database) -> None:
        """Connect to nothing yet."""
        self._database = database
        self._cursors: Cursors | None = None

    async def get(self) -> Cursors:
        """Return them; raises ``Unavailable`` where the database does not answer."""
        if self._cursors is None:
            async with self._database.autocommit(wakes=False) as connection:
                self._cursors = Cursors(await get_secret(connection, "cursors"))
        return self._cursors


def next_link(url: str, query: str, cursor: str) -> str:
    """Return the value of a ``Link`` header that leads to the next page of ``url?query``."""
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "cursor"]
    return f'<{url}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'
