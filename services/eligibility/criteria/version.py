"""Which set of rules judges: one name for one set, and another as soon as a line of code or table in it changes.

A number that people raise would be forgotten once, and decisions under two sets of rules would bear one name.
"""

from hashlib import sha256
from pathlib import Path

SOURCES = frozenset({".py", ".toml"})
LETTERS = 12


def version_of(folder: Path) -> str:
    """Return the name of the rules that lie in a folder."""
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in SOURCES):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:LETTERS]


RULES_VERSION = version_of(Path(__file__).parent)
"""Of the rules that this process judges by."""
