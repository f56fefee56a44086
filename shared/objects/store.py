"""Files, in a folder or in a bucket: put, read, removed and listed in the same way."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from shared.objects.errors import ObjectMissing, ObjectsUnavailable
from shared.objects.keys import checked
from shared.observability.failures import error_line

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

# A request of somebody waits for it: the library would try for three minutes.
RETRIES: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
CONNECTION: "ClientConfig" = {
    "timeout": "20 seconds",
    "connect_timeout": "3 seconds",
    # Only to a server that the operator names with http:// (AWS_ENDPOINT_URL); the addresses of S3 itself are https.
    "allow_http": True,
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """A file as a listing shows it."""

    key: str
    size: int
    """Bytes."""
    changed_at: datetime


class Objects:
    """The files below one address; nothing is opened before the first is asked for."""

    def __init__(self, url: str) -> None:
        """Take ``file:///folder`` or ``s3://bucket/folder``."""
        self._url = url

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        """Keep a file whole, in place of one of that key, with its type in a bucket. Raises ``ObjectsUnavailable``."""
        path = checked(key)
        try:
            store = self._store
            # A folder has no place for the type.
            attributes: Any = None if isinstance(store, LocalStore) else {"Content-Type": media_type}
            await obstore.put_async(store, path, content, attributes=attributes)
        except (BaseError, OSError) as error:
            raise self._unavailable("put", error) from error

    async def get(self, key: str) -> bytes:
        """Return a file; raises ``ObjectMissing``, ``ObjectsUnavailable``."""
        path = checked(key)
        try:
            found = await obstore.get_async(self._store, path)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise ObjectMissing(path) from error
        except (BaseError, OSError) as error:
            raise self._unavailable("get", error) from error

    async def delete(self, key: str) -> None:
        """Remove a file; one that is not there is removed already. Raises ``ObjectsUnavailable``."""
        path = checked(key)
        try:
            await obstore.delete_async(self._store, path)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise self._unavailable("delete", error) from error

    async def list(self, folder: str) -> AsyncIterator[StoredObject]:
        """Yield the files below a folder, in no order; raises ``ObjectsUnavailable``."""
        prefix = checked(folder)
        try:
            async for page in obstore.list(self._store, prefix=prefix):
                for found in page:
                    yield StoredObject(key=found["path"], size=found["size"], changed_at=found["last_modified"])
        except (BaseError, OSError) as error:
            raise self._unavailable("list", error) from error

    @cached_property
    def _store(self) -> LocalStore | S3Store:
        if self._url.startswith("file:"):
            return LocalStore.from_url(self._url, mkdir=True)
        return S3Store.from_url(self._url, client_options=CONNECTION, retry_config=RETRIES)

    def _unavailable(self, action: str, error: Exception) -> ObjectsUnavailable:
        # The first line alone: what follows are the library's own structures.
        log.warning("objects_unavailable", action=action, error=error_line(error).partition("\n")[0])
        return ObjectsUnavailable(
            "Les fichiers ne peuvent être ni enregistrés ni lus pour le moment : réessayez dans quelques minutes.",
            retry_after_seconds=30,
        )
