"""Under which name a file is kept: a folder of its purpose, then what tells it from all others. Pure."""

import hashlib
import re

KEY = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*(?:\.[a-z0-9]+)?")
LONGEST_KEY = 200
SHARED_BY = 2
"""Signs of the digest that name a folder of their own: a folder with a hundred thousand files is slow to list."""


def content_key(folder: str, content: bytes, suffix: str) -> str:
    """Return the key that the content itself gives: the same file is kept once, and what stands there never changes.

    For what may be seen by everybody who knows the content. Who deletes such a file must know of all who show it.
    """
    digest = hashlib.sha256(content).hexdigest()
    return checked(f"{folder}/{digest[:SHARED_BY]}/{digest}.{suffix}")


def checked(key: str) -> str:
    """Return a key; raises ``ValueError`` for one that could lead out of the store."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise ValueError(f"{key[:LONGEST_KEY]!r} is no key of a file")
    return key
