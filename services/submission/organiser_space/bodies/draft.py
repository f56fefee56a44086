"""What a form says of its draft: which one, as of which version, and where its writer goes on."""

import secrets
from collections.abc import Mapping
from typing import Any

from services.submission.drafts.rules import NAMED
from services.submission.organiser_space.bodies.places import SEARCH, USE, step_of_place

SAVE = "_brouillon"
"""Name of the buttons that keep what is filled in and send nothing."""
OTHER = "_autre"
"""Name of the button that keeps it too, and says that it is another manifestation than those that resemble it."""
TRANSLATE = "_traduire"
"""Name of the button that offers one more translation."""
LONGEST = 200


def asks_for_more(form: Mapping[str, Any]) -> bool:
    """Return True for a button that shows the form again, with more to fill in, and sends nothing."""
    return TRANSLATE in form or SEARCH in form


def token_in(form: Mapping[str, Any]) -> str:
    """Return the token of a form, which names its draft too; one drawn now where a page brought none."""
    token = str(form.get("_token") or "").strip()
    return token if is_token(token) else new_token()


def is_token(text: str) -> bool:
    """Return True for what can name a draft, and stand in an address."""
    return NAMED <= len(text) <= LONGEST and text.isascii() and text.isprintable() and not {" ", "/"} & set(text)


def step_in(form: Mapping[str, Any]) -> str:
    """Return the step where its writer goes on."""
    if TRANSLATE in form:
        return "manifestation"
    for name in (SEARCH, USE):
        if name in form:
            return step_of_place(str(form[name]).partition(":")[0])
    # Without these buttons it was one of those that change the dates.
    return next((str(form.get(name) or "")[:20] for name in (SAVE, OTHER) if name in form), "dates")


def new_token() -> str:
    """Draw the name of a draft that is none yet."""
    return secrets.token_urlsafe(16)
