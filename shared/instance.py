"""Which platform a process belongs to: several run on one machine, on ports that change hands.

Whoever starts services gives them an instance, and whoever is about to send them something asks for it first. It tells
one platform from another; it is no secret, and none of a platform that is published has one.
"""

import secrets

VARIABLE = "MOISESS_INSTANCE"
HEADER = "X-Moisess-Instance"
"""On every answer of a process that has one, at both its ports."""


def draw_instance() -> str:
    """Return one that no other platform has."""
    return secrets.token_hex(16)
