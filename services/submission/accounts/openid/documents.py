"""A provider's metadata and keys, kept for some minutes: it may change either at any time, and may be down."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from services.submission.accounts.openid.connection import Connection
from services.submission.accounts.openid.errors import AnswerRefused, ProviderSilent
from services.submission.accounts.openid.metadata import Metadata, address_of, read_metadata
from services.submission.accounts.openid.provider import Provider

FRESH_SECONDS = 600
STALE_SECONDS = 24 * 3600
"""For so long an old document serves where the provider does not give a new one."""
AGAIN_SECONDS = 30
"""Between two fetches: whoever sends tokens with invented key ids must not have us ask for each of them."""

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Kept(Generic[T]):
    """One document, fetched when it is missing or old, by one request at a time."""

    def __init__(self, fetch: Callable[[], Awaitable[T]], clock: Callable[[], float]) -> None:
        """Begin with none."""
        self._fetch, self._clock = fetch, clock
        self._value: T | None = None
        self._failure: ProviderSilent | AnswerRefused | None = None
        self._fetched_at = self._tried_at = float("-inf")
        self._one_at_a_time = asyncio.Lock()

    async def get(self, *, suffices: Callable[[T], bool] = lambda _: True) -> T:
        """Return the document; one that does not suffice is fetched anew, if it was not a moment ago."""
        async with self._one_at_a_time:
            now = self._clock()
            if self._value is not None and now - self._fetched_at < FRESH_SECONDS and suffices(self._value):
                return self._value
            if now - self._tried_at >= AGAIN_SECONDS:
                await self._renew(now)
            if self._value is not None and now - self._fetched_at < STALE_SECONDS:
                return self._value
            # Those who wait behind one that got no answer are told so at once, not after a time-out each.
            raise self._failure or AnswerRefused("document_too_old")

    async def _renew(self, now: float) -> None:
        self._tried_at = now
        try:
            self._value, self._fetched_at, self._failure = await self._fetch(), now, None
        except (ProviderSilent, AnswerRefused) as error:
            self._failure = error
            log.warning("openid_document_not_renewed", error=repr(error))


class Documents:
    """Metadata and keys of one provider."""

    def __init__(
        self, provider: Provider, connection: Connection, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with none; ``clock`` counts seconds."""
        self._provider, self._connection = provider, connection
        self._metadata = Kept(self._fetch_metadata, clock)
        self._keys = Kept(self._fetch_keys, clock)

    async def metadata(self) -> Metadata:
        """Return its addresses; raises ``ProviderSilent``, ``AnswerRefused``."""
        return await self._metadata.get()

    async def key(self, key_id: str | None) -> Key:
        """Return the key under which a token says that it is signed; a provider may have changed keys meanwhile.

        A token that names none is taken where there is but one key. Raises ``ProviderSilent``, ``AnswerRefused``.
        """
        keys = await self._keys.get(suffices=lambda known: _find(known, key_id) is not None)
        found = _find(keys, key_id)
        if found is None:
            raise AnswerRefused("key_unknown")
        return found

    async def _fetch_metadata(self) -> Metadata:
        body = await self._document(address_of(self._provider.issuer))
        return read_metadata(body, issuer=self._provider.issuer)

    async def _fetch_keys(self) -> KeySet:
        body = await self._document((await self.metadata()).jwks_uri)
        try:
            return KeySet.import_key_set(json.loads(body))
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise AnswerRefused("keys_unreadable") from error

    async def _document(self, address: str) -> bytes:
        answer = await self._connection.get(address, headers={"Accept": "application/json"})
        if answer.status != httpx.codes.OK:
            raise ProviderSilent(self._provider.label)
        return answer.body


def _find(keys: KeySet, key_id: str | None) -> Key | None:
    signing = [key for key in keys if key.get("use") in {None, "sig"} and key.key_type != "oct"]
    if key_id is None:
        return signing[0] if len(signing) == 1 else None
    return next((key for key in signing if key.kid == key_id), None)
