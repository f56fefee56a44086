"""A request that may come twice, and the answer that both get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shared.errors import DomainError


class RepeatKeyReused(DomainError):
    """The same Idempotency-Key came before with another body or for another address."""

    status = 422
    code = "idempotency-key-deja-employee"
    title = "Cette clé d’idempotence a servi à une autre demande"


def scope_of(account_id: str) -> str:
    """Return whose keys they are: two accounts may draw the same one."""
    return f"account:{account_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeatable:
    """A request that may come twice: under which key, from whom, and what exactly it asked."""

    scope: str
    key: str
    request_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent, and kept for seven days."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, status: int, body: Any, headers: Mapping[str, str] | None = None) -> "Answer":
        """Make an answer whose body is the JSON of ``body``."""
        return cls(status=status, body=msgspec.json.encode(body), headers=dict(headers or {}))
