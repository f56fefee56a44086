"""Links that open a programme, signed, so that none can be guessed or turned into another. Pure.

Each holds a drawn identifier and what it is for.
"""

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from services.programme.favourites.own_programme import Purpose

IDENTIFIER_BYTES = SIGNATURE_BYTES = 16
LONGEST = 44


def sign(secret: bytes, purpose: Purpose, programme_id: UUID, number: int = 0) -> str:
    """Return the part of an address that opens a programme; ``number`` tells a link from one that was taken back."""
    signature = _signature(secret, purpose, programme_id, number)
    return base64.urlsafe_b64encode(programme_id.bytes + signature).rstrip(b"=").decode()


def named_in(text: str) -> UUID | None:
    """Return which programme a link is about, whoever made it; None where it is no link of ours."""
    if len(text) > LONGEST:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    return UUID(bytes=raw[:IDENTIFIER_BYTES]) if len(raw) == IDENTIFIER_BYTES + SIGNATURE_BYTES else None


def opens(secret: bytes, text: str, purpose: Purpose, programme_id: UUID, number: int = 0) -> bool:
    """Tell whether we have made this link, for this."""
    return hmac.compare_digest(text.encode(), sign(secret, purpose, programme_id, number).encode())


def _signature(secret: bytes, purpose: Purpose, programme_id: UUID, number: int) -> bytes:
    content = f"{purpose} {number} ".encode() + programme_id.bytes
    return hmac.digest(secret, content, hashlib.sha256)[:SIGNATURE_BYTES]
