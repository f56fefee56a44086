"""Records made ready to send: mapped, written out, each with its key."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from moisess.feed.keys import keys
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.columns.unknown import not_understood
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.references import referenced
from services.submission.imports.reading.rows import Row


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


def columns_not_understood(rows: Sequence[Row]) -> tuple[str, ...]:
    """Say which filled columns nobody here knows; the API's own form has none that are ours to know."""
    return not_understood(row.fields for row in rows if not is_body(row.fields))


def _reference(mapped: Mapped) -> str | None:
    reference = mapped.body.get("external_id")
    return str(reference) if reference else None


def _written(mapped: Mapped) -> bytes:
    return json.dumps(mapped.body, ensure_ascii=False, separators=(",", ":")).encode()
