"""What an earlier run of the same file to the same platform had accepted, so that a run can be taken up again."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A record that the platform took in."""

    manifestation_id: str
    body_sha256: str


class Memory:
    """A file of one line per accepted record; a line cut by a crash is passed over, its record is simply sent again."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "accepted.jsonl"
        self._known: dict[str, Accepted] = {}
        self._file: TextIO | None = None
        if self._path.exists():
            for line in self._path.read_text("utf-8", errors="replace").splitlines():
                self._learn(line)

    def recall(self, key: str) -> Accepted | None:
        """Return what became of the record with this key, if it was accepted before."""
        return self._known.get(key)

    def forget(self, key: str) -> None:
        """Stop believing in a record that the platform no longer knows."""
        self._known.pop(key, None)

    def remember(self, key: str, accepted: Accepted) -> None:
        """Write it down before anything else happens."""
        self._known[key] = accepted
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
            # Ends the line that a crash may have left open.
            self._file.write("\n")
        line = {"key": key, "manifestation_id": accepted.manifestation_id, "body_sha256": accepted.body_sha256}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
            self._file = None

    def _learn(self, line: str) -> None:
        try:
            entry = json.loads(line)
            self._known[entry["key"]] = Accepted(
                manifestation_id=entry["manifestation_id"], body_sha256=entry["body_sha256"]
            )
        except (ValueError, KeyError, TypeError):
            return


def folder_for(file: Path, *, url: str, under: Path) -> Path:
    """Return the folder for the runs of one file to one platform."""
    identity = hashlib.sha256(f"{url.rstrip('/')}\n{file.resolve()}".encode()).hexdigest()[:8]
    return under / f"{file.stem[:60]}-{identity}"
