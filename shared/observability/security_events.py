"""Who came in, who was kept out: log lines of their own, under names that alerts and searches can count on."""

from typing import Any, Literal

import structlog

SecurityEvent = Literal[
    "sign_in_asked",
    "sign_in_succeeded",
    "sign_in_refused",
    "robot_ignored",
    "access_denied",
    "session_ended",
    "account_erased",
    "key_issued",
    "key_revoked",
    "role_granted",
    "role_withdrawn",
]
REFUSALS = frozenset({"sign_in_refused", "access_denied"})

log = structlog.get_logger()


def log_security(event: SecurityEvent, **facts: Any) -> None:
    """Write one; ``facts`` name accounts, roles and networks, never a key, a token or a person."""
    write = log.warning if event in REFUSALS else log.info
    write(event, security=True, **facts)
