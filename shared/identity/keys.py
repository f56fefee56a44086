"""Access keys: ``moisess_<8 hexadecimal digits>_<43 characters>``. Pure."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

KEY = re.compile(r"moisess_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key just drawn; the only moment at which its text exists on our side."""

    key_id: str
    text: str
    secret_sha256: bytes


def draw_key() -> NewKey:
    """Draw a key of 256 random bits."""
    key_id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    return NewKey(key_id=key_id, text=f"moisess_{key_id}_{secret}", secret_sha256=digest(secret))


def parse_key(text: str) -> tuple[str, str] | None:
    """Return (identifier, secret), None where the text has not the form of a key."""
    found = KEY.fullmatch(text)
    return (found[1], found[2]) if found else None


def digest(secret: str) -> bytes:
    """Return what is stored.

    A plain SHA-256 is enough here: a slow hash protects words that people choose, and nobody guesses 256 random bits.
    """
    return hashlib.sha256(secret.encode()).digest()


def matches(secret: str, stored: bytes) -> bool:
    """Compare in a time that does not depend on where the difference lies."""
    return hmac.compare_digest(digest(secret), stored)
