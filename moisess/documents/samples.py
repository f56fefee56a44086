"""Records as they were published, kept with the tests; documents show them as examples."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path("tests/contracts/samples")


class SampleMissing(FileNotFoundError):
    """A topic has no sample; the message is French and names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One record: its headers as text, its value as decoded JSON, None for a removal."""

    topic: str
    key: str
    headers: dict[str, str]
    value: Any


def sample(root: Path, topic: str, kind: str = "") -> Sample:
    """Read the sample of a topic, ``removal`` being the other kind; raises ``SampleMissing``."""
    path = root / FOLDER / f"{topic}{'.' if kind else ''}{kind}.json"
    if not path.is_file():
        raise SampleMissing(
            f"Il manque un exemple de message : {path.relative_to(root)}. Écrivez-le avec topic, key, headers et value."
        )
    return read_sample(path)


def read_sample(path: Path) -> Sample:
    """Read one file."""
    return Sample(**json.loads(path.read_text("utf-8")))
