"""Use case: have what one record says, under its reference, as a new manifestation or in place of what it said."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.submission.accounts.teams.membership import belongs_to_others
from services.submission.imports.changes import changes
from services.submission.imports.errors import NoRight
from services.submission.imports.rules.rows import ImportRow
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import LooksRegistered
from services.submission.manifestations.keep import keep
from services.submission.manifestations.rules.sync import Kept, Known, Sent
from shared.contracts.submission import EditionChanged
from shared.errors import DomainError, OutcomeUnknown, Unavailable
from shared.french.typography import listed, plural, typo
from shared.identity.caller import Caller
from shared.postgres.database import Database

NOBODYS = UUID(int=0)
TO_CHECK = " {} à vérifier."
REGISTERED = "Inscrite."
UNCHANGED = "Déjà inscrite, rien n’a changé."
UPDATED = "Mise à jour : {}."
DUPLICATE = (
    "Semble déjà inscrite : {}. Si c’est une autre, dites pourquoi dans une colonne « Pourquoi une autre », puis "
    "renvoyez le fichier."
)
OTHERWISE = "ce que le fichier a de nouveau"


async def keep_row(
    database: Database,
    row: ImportRow,
    known: Known | None,
    *,
    caller: Caller,
    edition: EditionChanged,
    now: datetime,
) -> ImportRow:
    """Return the record with what became of it; what the file does not speak of stays as people have made it."""
    try:
        if known is None:
            await _refuse_for_others(database, row, caller, edition)
        sent = Sent(reference=str(row.reference), body=row.body)
        kept = await keep(database, sent, known, caller=caller, edition=edition, now=now)
    except (Unavailable, OutcomeUnknown):
        raise
    except NoRight as refusal:
        return replace(row, outcome="incomplete", message=refusal.detail)
    except LooksRegistered as found:
        return _twin(row, found)
    except DomainError as refusal:
        there = known.present.id if known else None
        return replace(row, outcome="refused", message=refusal.detail, manifestation_id=there)
    return _settled(row, known, kept)


def _twin(row: ImportRow, found: LooksRegistered) -> ImportRow:
    """Name what is registered already, as far as whoever sent the file may see it."""
    shown = next((each for each in found.candidates if each.title), None)
    name = f"« {shown.title} » ({shown.organiser})" if shown else "celle d’un autre compte, pas encore en ligne"
    there = shown.manifestation_id if shown and shown.own else None
    return replace(row, outcome="duplicate", message=typo(DUPLICATE.format(name)), manifestation_id=there)


def _settled(row: ImportRow, known: Known | None, kept: Kept) -> ImportRow:
    row = replace(row, manifestation_id=kept.manifestation.id if kept.manifestation else None)
    # What was found unchanged and was not there when the file was read, an earlier run of this job registered.
    if kept.outcome == "created" or (kept.outcome == "unchanged" and row.known is None):
        return replace(row, outcome="registered", message=REGISTERED + _to_check(row))
    if kept.outcome == "unchanged" or known is None or kept.manifestation is None:
        return replace(row, outcome="unchanged", message=UNCHANGED)
    what = listed(changes(known.present, kept.manifestation)) or OTHERWISE
    return replace(row, outcome="updated", message=UPDATED.format(what) + _to_check(row))


def _to_check(row: ImportRow) -> str:
    return TO_CHECK.format(plural(len(row.faults), "champ")) if row.faults else ""


async def _refuse_for_others(database: Database, row: ImportRow, caller: Caller, edition: EditionChanged) -> None:
    """Raise ``NoRight`` for a structure that others are proven to speak for, unless a chamber acts for it."""
    registration = registration_of(read_manifestation(row.body, edition=edition), NOBODYS, edition=edition)
    if caller.role == "national" or (caller.role == "moderator" and caller.region_code == registration.region_code):
        return
    async with database.autocommit(wakes=False) as connection:
        if await belongs_to_others(connection, UUID(caller.account_id), registration.organiser):
            raise NoRight(registration.organiser.name)
