"""The whole run: read, prepare, send, follow; every record ends in the report, whatever happens on the way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx

from moisess.feed.follow import follow
from moisess.feed.memory import Memory
from moisess.feed.outcomes import Kind, Outcome, Report
from moisess.feed.patience import Patience
from moisess.feed.platform import Platform
from moisess.feed.prepare import Prepared, columns_not_understood, prepare
from moisess.feed.send import ended, send
from moisess.feed.watch import Silent, Watch
from services.submission.imports.mapping.completed import completed
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reading.rows import Reading, Row

INTERRUPTED = "Interrompue avant la réponse : relancez la même commande, rien ne sera inscrit deux fois."
REQUEST_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to, with which key, and how long to keep trying."""

    url: str
    key: str
    folder: Path
    """Remembers what was accepted."""
    instance: str = ""
    """Whose services are meant, where several platforms run on one machine."""
    programme_url: str | None = None
    defaults: Defaults = field(default_factory=Defaults)
    concurrency: int = 8
    patience_seconds: float = 120
    """Without any answer for so long, the rest is given up."""
    verdict_seconds: float = 60
    """Without any new verdict for so long, the rest is left undecided."""


async def run(
    reading: Reading,
    options: Options,
    watch: Watch | None = None,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Report:
    """Send the records of a file. On cancellation (Ctrl-C) it returns early, with a report on what is known."""
    watch = watch or Silent()
    records = prepare(reading.readable, options.defaults, table=reading.table, file=reading.file)
    outcomes = {row.number: _not_to_send(row) for row in reading.rows if row.fault or row.aside}
    outcomes |= {record.row: ended(record, "not_sent", INTERRUPTED) for record in records}
    first_of = _firsts(records)
    originals = [record for record in records if first_of[record.row] == record.row]
    memory = Memory(options.folder)
    interrupted = False
    try:
        async with _client(options, transport) as client:
            platform = Platform(
                client,
                url=options.url,
                programme_url=options.programme_url,
                instance=options.instance,
                patience=Patience(options.patience_seconds, hears=watch.pausing),
            )
            await _send_and_follow(originals, outcomes, platform=platform, memory=memory, options=options, watch=watch)
    except asyncio.CancelledError:
        interrupted = True
        if task := asyncio.current_task():
            task.uncancel()
    finally:
        memory.close()
    further_dates = {record.row for record in records if record.first != record.row}
    for row, first in first_of.items():
        if row != first:
            outcomes[row] = _twin(outcomes[row], outcomes[first], further_date=row in further_dates)
    return Report(
        outcomes=tuple(outcomes[row.number] for row in reading.rows),
        notes=(*reading.notes, *columns_not_understood(reading.readable)),
        completed=completed(one for record in records for one in record.mapped.completions),
        interrupted=interrupted,
    )


async def _send_and_follow(
    records: Sequence[Prepared],
    outcomes: dict[int, Outcome],
    *,
    platform: Platform,
    memory: Memory,
    options: Options,
    watch: Watch,
) -> None:
    def sent(outcome: Outcome) -> None:
        outcomes[outcome.row] = outcome
        watch.sent()

    def decided(outcome: Outcome) -> None:
        outcomes[outcome.row] = outcome
        watch.decided()

    watch.sending(len(records))
    await send(records, platform=platform, memory=memory, concurrency=options.concurrency, settle=sent)
    begun = [outcome for record in records if (outcome := outcomes[record.row]).kind == "undecided"]
    watch.following(len(begun))
    await follow(
        begun, platform=platform, concurrency=options.concurrency, seconds=options.verdict_seconds, settle=decided
    )


def _client(options: Options, transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=transport,
        headers={"Authorization": f"Bearer {options.key}", "Accept": "application/json", "User-Agent": "moisess-feed"},
        timeout=REQUEST_SECONDS,
        limits=httpx.Limits(max_connections=options.concurrency),
    )


def _not_to_send(row: Row) -> Outcome:
    kind: Kind = "unreadable" if row.fault else "set_aside"
    return Outcome(row=row.number, kind=kind, message=row.fault or row.aside or "", title=row.text)


def _firsts(records: Sequence[Prepared]) -> dict[int, int]:
    """For each row the first one that is alike."""
    first_with: dict[str, int] = {}
    return {record.row: first_with.setdefault(record.key, record.row) for record in records}


def _twin(own: Outcome, first: Outcome, *, further_date: bool) -> Outcome:
    note = f"Identique au n° {first.row} : une seule manifestation pour les deux."
    if further_date:
        note = f"Même manifestation que le n° {first.row}, dont cette ligne donne une date."
    return replace(first, row=own.row, notes=(*first.notes, note))
