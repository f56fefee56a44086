"""Where the local stack keeps its data and what it has downloaded."""

import os
from pathlib import Path


def home() -> Path:
    """Return the folder of the stack's data: ``MOISESS_HOME``, else ``.moisess`` in the current folder."""
    return Path(os.environ.get("MOISESS_HOME") or ".moisess").resolve()


def media(home: Path) -> Path:
    """Return where the services of a stack keep files."""
    return home.resolve() / "media"


def cache() -> Path:
    """Return the user's folder of downloads: ``MOISESS_CACHE_DIR``, else ``mois-ess`` in the user's cache."""
    if given := os.environ.get("MOISESS_CACHE_DIR"):
        return Path(given).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mois-ess"
