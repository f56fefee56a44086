"""The form of an address of mail, whoever gives it: a person, a file, a provider of identity; pure."""

import re

# ASCII alone: small letters of other signs may make another person's address of it.
EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
LONGEST = 254
"""RFC 5321."""


def is_email_address(text: str) -> bool:
    """Return True for what an account may be known by."""
    return len(text) <= LONGEST and EMAIL.fullmatch(text) is not None
