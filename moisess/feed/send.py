"""Sending: a few records at a time, each until it is taken in, declined, or given up."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from moisess.feed.memory import Accepted, Memory
from moisess.feed.outcomes import Kind, Outcome
from moisess.feed.patience import GaveUp
from moisess.feed.platform import Declined, Lost, Platform, Registered
from moisess.feed.prepare import Prepared
from services.submission.imports.mapping.mapped import END, OCCURRENCES, START
from services.submission.imports.rules.faults import Fault
from shared.french.typography import plural
from shared.geography import fold

Settle = Callable[[Outcome], None]

REQUIRED = "required"
"""The platform's code for a field that is absent."""
SENT_BEFORE = "Déjà inscrite lors d’un envoi précédent."
CHANGED_SINCE = "L’enregistrement a changé depuis cet envoi ; la manifestation inscrite n’a pas été modifiée."
TO_CHECK = "À vérifier, "
KNOWN_REFERENCE = "Référence déjà inscrite : la manifestation existante n’a pas été modifiée."


async def send(
    records: Sequence[Prepared], *, platform: Platform, memory: Memory, concurrency: int, settle: Settle
) -> None:
    """Send all; ``settle`` hears of each record once, as soon as its end, or its beginning, is known."""
    waiting = iter(records)
    async with asyncio.TaskGroup() as group:
        for _ in range(concurrency):
            group.create_task(_work(waiting, platform, memory, settle))


async def _work(waiting: Iterator[Prepared], platform: Platform, memory: Memory, settle: Settle) -> None:
    for record in waiting:
        try:
            settle(await _send_one(record, platform, memory))
        except (GaveUp, TimeoutError) as error:
            settle(ended(record, "not_sent", str(error)))


async def _send_one(record: Prepared, platform: Platform, memory: Memory) -> Outcome:
    known = memory.recall(record.key)
    if known:
        if await _is_still_there(known.manifestation_id, platform):
            notes = (SENT_BEFORE,) if known.body_sha256 == record.sha256 else (SENT_BEFORE, CHANGED_SINCE)
            return _begun(record, known.manifestation_id, notes)
        # Another database answers at this address now.
        memory.forget(record.key)
    match await platform.register(record.body, record.key):
        case Registered(manifestation_id=manifestation_id, before=True) if other := await _title_of_another(
            record, manifestation_id, platform
        ):
            return _taken_by_another(record, other)
        case Registered(manifestation_id=manifestation_id, before=before):
            memory.remember(record.key, Accepted(manifestation_id=manifestation_id, body_sha256=record.sha256))
            return _begun(record, manifestation_id, (KNOWN_REFERENCE,) if before else ())
        case Declined(message=message, faults=faults):
            return _declined(record, message, faults)
        case Lost(message=message):
            return ended(record, "not_sent", message)


async def _is_still_there(manifestation_id: str, platform: Platform) -> bool:
    """Return False only where the platform itself says that it knows of no such manifestation."""
    try:
        return await platform.look(manifestation_id) is not None
    except (GaveUp, TimeoutError):
        return True


async def _title_of_another(record: Prepared, manifestation_id: str, platform: Platform) -> str | None:
    """Return the title of what has this reference already, where neither title nor beginning is this record's."""
    found = await platform.look(manifestation_id) or {}
    content = found.get("content") or {}
    title, dates = content.get("title"), content.get("occurrences") or [{}]
    own = record.mapped.body.get("occurrences") or [{}]
    if not title or fold(str(title)) == fold(record.title):
        return None
    return None if dates[0].get("starts_at") == own[0].get("starts_at") else str(title)


def _taken_by_another(record: Prepared, title: str) -> Outcome:
    message = f"La référence désigne déjà « {title} » : donnez-en une autre, propre à cette manifestation."
    fault = Fault(pointer="/external_id", code="external_id_taken", message=message, value=record.external_id)
    return _declined(record, message, (fault,))


def ended(record: Prepared, kind: Kind, message: str, faults: tuple[Fault, ...] = ()) -> Outcome:
    """Return the end of a record that was not taken in."""
    return Outcome(
        row=record.row,
        kind=kind,
        message=message,
        title=record.title,
        external_id=record.external_id,
        notes=record.mapped.notes,
        faults=faults,
    )


def _begun(record: Prepared, manifestation_id: str, notes: tuple[str, ...]) -> Outcome:
    """Return a record that was taken in; what could not be understood of it was not needed, but should be said."""
    outcome = ended(record, "undecided", "Reçue ; le verdict n’est pas encore rendu.")
    doubts = tuple(f"{TO_CHECK}{fault.where} : {fault.message}" for fault in record.mapped.faults)
    return replace(
        outcome, manifestation_id=manifestation_id, notes=(*outcome.notes, *notes, *doubts), to_check=bool(doubts)
    )


def _declined(record: Prepared, message: str, faults: tuple[Fault, ...]) -> Outcome:
    own = record.mapped.faults
    # Where both have a word on the same field, ours says what was wrong with the file.
    named = {fault.pointer for fault in own}
    if START in named:
        # Without a beginning no date was sent: that it is missing is no second fault.
        named |= {OCCURRENCES, END}
    if any(pointer.startswith("/organiser/") for pointer in named):
        # Without a number the organiser was not sent.
        named.add("/organiser")
    if any(pointer.startswith("/place") for pointer in named):
        # What follows from a commune that was not found is no other fault: name and address are taken from it.
        named |= {fault.pointer for fault in faults if fault.pointer.startswith("/place") and fault.code == REQUIRED}
    theirs = [_theirs(record, fault) for fault in faults if fault.pointer not in named]
    together = (*own, *theirs)
    if not together:
        return ended(record, "refused", f"Refusée par le service d’inscription : {message}")
    count = plural(len(together), "champ")
    return ended(record, "field_errors", f"{count} à corriger : rien n’a été enregistré.", together)


def _theirs(record: Prepared, fault: Fault) -> Fault:
    """Say where to look; a date that this command moved is not blamed on the person."""
    moved = record.mapped.moved
    if moved and fault.pointer.startswith(OCCURRENCES):
        message = f"Date déplacée par la commande ({moved}), et non celle du fichier. {fault.message}"
        fault = replace(fault, message=message)
    return record.mapped.located(fault)
