"""Submission with a folder of its own for files."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of the folder in which this test's service keeps files."""
    monkeypatch.setenv("MEDIA_URL", tmp_path.as_uri())
    return tmp_path.as_uri()
