"""A stream is a topic, what its records mean, and how one is written and read."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Generic[T]):
    """One topic with the one contract its values follow; full state, versioned, keyed by entity."""

    topic: str
    contract: type[T]
    key: str
    """Name of the contract's field whose text is the record's key."""
    source: str
    """CloudEvents source: the service that tells it, for example ``/submission``."""
    type: str
    """CloudEvents type, for example ``fr.mois-ess.manifestation-changed.v1``."""
    tombstones: bool = False
    """True where a record without a value means "removed"; elsewhere such a record is a fault."""

    def key_of(self, event: T) -> str:
        """Return the record's key: the text of the entity's identifier."""
        return str(getattr(event, self.key))

    def version_of(self, event: T) -> int:
        """Return the entity's version, which only grows."""
        return int(event.version)  # type: ignore[attr-defined]

    def encode(self, event: T) -> bytes:
        """Return the value as UTF-8 JSON."""
        return msgspec.json.encode(event)

    def decode(self, value: bytes) -> T:
        """Read a value; unknown fields are passed over, so that producers may grow first.

        Raises ``msgspec.DecodeError`` where it is no JSON and its subclass ``msgspec.ValidationError`` where it does
        not follow the contract.
        """
        return msgspec.json.decode(value, type=self.contract)
