"""Mails as files of a folder, one each, as they came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count
from pathlib import Path

from deploy.local.private import private_file, private_folder

KEPT = 500
NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A mail and the name it is kept under."""

    name: str
    to: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Return what it is about."""
        return str(self.message["Subject"] or "(sans objet)")

    @property
    def sent_at(self) -> str:
        """Return when it says that it was sent."""
        return str(self.message["Date"] or "")

    def part(self, kind: str) -> str:
        """Return its text (``plain``) or its HTML; nothing where it has none."""
        part = self.message.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part else ""


class Mailbox:
    """Everybody's: what was sent to whom is in the ``X-Envelope-To`` that each file begins with."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, and make it where it is missing."""
        self._folder = private_folder(folder)
        self._numbers = count(1)

    def keep(self, content: bytes, *, to: str) -> str:
        """Keep a mail and return its name; beyond 500 the oldest goes."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{next(self._numbers)}"
        private_file(self._folder / f"{name}.eml").write_bytes(f"X-Envelope-To: {to}\r\n".encode() + content)
        for old in sorted(self._folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return name

    def newest(self) -> Iterator[Kept]:
        """Yield the mails, the last one first."""
        for file in sorted(self._folder.glob("*.eml"), reverse=True):
            if kept := self.find(file.stem):
                yield kept

    def find(self, name: str) -> Kept | None:
        """Return the mail of that name, None where there is none."""
        file = self._folder / f"{name}.eml"
        if not NAME.fullmatch(name) or not file.is_file():
            return None
        message = message_from_bytes(file.read_bytes(), policy=default)
        return Kept(name=name, to=str(message["X-Envelope-To"]), message=message)
