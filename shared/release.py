"""The release that this code is."""

from typing import Final

VERSION: Final = "0.1.0"
"""That of pyproject.toml, which an image does not hold; a test compares the two."""
