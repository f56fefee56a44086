"""What is answered about imports as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.submission.imports.columns.guess import Column
from services.submission.imports.rules.faults import Fault
from services.submission.imports.rules.rows import ImportRow, Outcome
from services.submission.imports.sent_file import Import, State
from services.submission.manifestations.answers.manifestation import page_address
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer:
    """A file, and how far it is."""

    import_id: UUID
    file_name: str
    state: State
    """``reading``; ``read``: waits for somebody to look; ``sending``; ``sent``; ``refused``."""
    refusal: str | None
    """Why nothing of the file can be used, in a sentence."""
    notes: Sequence[str]
    """About the file as a whole."""
    columns: Sequence[Column]
    """What each column is taken for, and why."""
    records: int
    done: int
    """Records about which nothing is left to do."""
    outcomes: Mapping[str, int]
    """How many records ended, or would end, in which way."""
    created_at: datetime
    links: dict[str, str]
    """``self``; ``rows``: each record; ``page``; ``csv`` and ``xlsx``: the file with the report in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAnswer:
    """What became, or would become, of one record."""

    row: int
    """Counted from 1, in the order of the file."""
    title: str
    external_id: str | None
    outcome: Outcome
    message: str
    faults: Sequence[Fault]
    notes: Sequence[str]
    manifestation_id: UUID | None
    page: str | None
    """Where its organiser sees it, or completes its draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAnswer:
    """Records of a file, in their order."""

    items: list[RowAnswer]


def import_answer(site: Site, found: Import, outcomes: Mapping[str, int]) -> ImportAnswer:
    """Return an import as it is answered."""
    here = site.absolute(f"/imports/{found.import_id}")
    return ImportAnswer(
        import_id=found.import_id,
        file_name=found.file_name,
        state=found.state,
        refusal=found.refusal,
        notes=found.notes,
        columns=found.columns,
        records=found.records,
        done=found.done,
        outcomes=outcomes,
        created_at=found.created_at,
        links={
            "self": here,
            "rows": f"{here}/rows",
            "page": site.absolute(f"/importer/{found.import_id}"),
            "csv": site.absolute(f"/importer/{found.import_id}/rapport.csv"),
            "xlsx": site.absolute(f"/importer/{found.import_id}/rapport.xlsx"),
        },
    )


def row_answer(site: Site, row: ImportRow) -> RowAnswer:
    """Return a record as it is answered."""
    return RowAnswer(
        row=row.number,
        title=row.title,
        external_id=row.reference,
        outcome=row.outcome,
        message=row.message,
        faults=row.faults,
        notes=row.notes,
        manifestation_id=row.manifestation_id,
        page=_page(site, row),
    )


def _page(site: Site, row: ImportRow) -> str | None:
    if row.draft_id:
        return site.absolute(f"/brouillons/{row.draft_id}")
    return page_address(site, row.manifestation_id) if row.manifestation_id else None
