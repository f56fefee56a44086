"""When to come back."""

import email.utils
from datetime import UTC, datetime


def seconds_of(retry_after: str | None) -> float | None:
    """Read ``Retry-After``: seconds, or an HTTP date; None where there is none, or one that makes no sense."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
