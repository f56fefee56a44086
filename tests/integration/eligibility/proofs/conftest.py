"""What is handed in is kept in a folder of each test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDIA_URL", tmp_path.as_uri())
    return tmp_path
