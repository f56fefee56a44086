"""The version in a form, which stands for If-Match."""

import re
from collections.abc import Mapping
from typing import Any

VERSION = re.compile(r"[1-9][0-9]{0,17}")


def version_in(form: Mapping[str, Any]) -> int:
    """Return the version that the page was made of; 0, which never matches, where the field was tampered with."""
    text = str(form.get("_version") or "")
    return int(text) if VERSION.fullmatch(text) else 0
