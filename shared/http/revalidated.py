"""Answers that anybody may keep and has to ask about again: what has changed is seen at once."""

import hashlib
from collections.abc import Mapping
from typing import Final

from litestar import Response

from shared.http.conditional import is_known, weak_etag
from shared.http.exchange import Exchange

NOT_MODIFIED: Final = 304
ASKED_EACH_TIME: Final = "public, no-cache"
"""A withdrawal or an amendment must not wait for copies to grow old."""


def revalidated(
    request: Exchange,
    body: bytes,
    media_type: str,
    *,
    version: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """Answer the body, or that the caller already has it; without a version, its bytes are its version."""
    known = version or hashlib.sha256(body).hexdigest()[:32]
    sent = {"ETag": weak_etag(known), "Cache-Control": ASKED_EACH_TIME, "Vary": "Accept-Encoding", **(headers or {})}
    if is_known(request.headers.get("if-none-match"), known):
        return Response(b"", status_code=NOT_MODIFIED, headers=sent)
    return Response(body, media_type=media_type, headers=sent)
