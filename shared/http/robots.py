"""What fills in forms without reading them: it writes where no person sees a field, or answers at once. No captcha.

Whoever writes a program for these pages gets past this, and meets the rates (``rate_limits``).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

TRAP: Final = "_site_web"
"""A field that is out of sight and out of the order of the keyboard."""
SHOWN_AT: Final = "_vu"
"""When the page was made, as whole milliseconds since 1970."""
LEAST: Final = timedelta(seconds=1)
"""That a person needs, with everything filled in by the browser."""
MOST_DIGITS: Final = 15


def shown_at(now: datetime) -> str:
    """Return what the page says of when it was made."""
    return str(int(now.timestamp() * 1000))


def is_robots(form: Mapping[str, Any], now: datetime) -> bool:
    """Return True for a form that no person has sent; when it was shown is not asked of one that does not say."""
    if str(form.get(TRAP) or ""):
        return True
    shown = form.get(SHOWN_AT)
    if shown is None:
        return False
    text = str(shown)
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        return True
    return now.timestamp() * 1000 - int(text) < LEAST.total_seconds() * 1000
