"""Records made ready to send: mapped, written out, each with its key."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from moisess.feed.columns import passed_over
from moisess.feed.defaults import Defaults
from moisess.feed.headings import nearest
from moisess.feed.keys import keys
from moisess.feed.mapped import Mapped
from moisess.feed.mapping import map_record
from moisess.feed.own_form import is_body
from moisess.feed.references import referenced
from moisess.feed.rows import Row

MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A record that can be sent."""

    row: int
    mapped: Mapped
    body: bytes
    key: str
    first: int
    """The row that it is a further date of; its own where it is none."""

    @property
    def title(self) -> str:
        """Its title, for the report."""
        return str(self.mapped.body.get("title", ""))

    @property
    def external_id(self) -> str | None:
        """Its reference in the file, if it has one."""
        return _reference(self.mapped)

    @property
    def sha256(self) -> str:
        """Digest of the body."""
        return hashlib.sha256(self.body).hexdigest()


def prepare(rows: Sequence[Row], defaults: Defaults, *, table: bool = False, file: str = "") -> list[Prepared]:
    """Map every readable row; the same row gives the same bytes, so that the platform knows it again."""
    done = referenced(rows, [map_record(row.fields, defaults, table=table) for row in rows], file=file)
    drawn = keys(rows, done)
    return [
        Prepared(row=row.number, mapped=one.mapped, body=_written(one.mapped), key=key, first=one.first)
        for row, one, key in zip(rows, done, drawn, strict=True)
    ]


def not_understood(rows: Sequence[Row]) -> tuple[str, ...]:
    """Say which filled columns nobody here knows, if there are any."""
    names = dict.fromkeys(name for row in rows if not is_body(row.fields) for name in passed_over(row.fields))
    if not names:
        return ()
    shown = [f"{name} (« {near} » ?)" if (near := nearest(name)) else name for name in list(names)[:MOST_COLUMNS]]
    label = "Colonne ignorée" if len(names) == 1 else "Colonnes ignorées"
    return (f"{label} : {', '.join([*shown, '…'] if len(names) > MOST_COLUMNS else shown)}.",)


def _reference(mapped: Mapped) -> str | None:
    reference = mapped.body.get("external_id")
    return str(reference) if reference else None


def _written(mapped: Mapped) -> bytes:
    return json.dumps(mapped.body, ensure_ascii=False, separators=(",", ":")).encode()
