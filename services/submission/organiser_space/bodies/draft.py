"""What a form says of its draft: which one, as of which version, and where its writer goes on."""

import secrets
from collections.abc import Mapping
from typing import Any

from services.submission.drafts.rules import NAMED

SAVE = "_brouillon"
"""Name of the buttons that keep what is filled in and send nothing."""
LONGEST = 200


def token_in(form: Mapping[str, Any]) -> str:
    """Return the token of a form, which names its draft too; one drawn now where a page brought none."""
    token = str(form.get("_token") or "").strip()
    good = NAMED <= len(token) <= LONGEST and token.isascii() and token.isprintable() and " " not in token
    return token if good and "/" not in token else new_token()


def new_token() -> str:
    """Draw the name of a draft that is none yet."""
    return secrets.token_urlsafe(16)
