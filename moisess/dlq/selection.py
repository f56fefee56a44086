"""Which letters an operator means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from moisess.dlq.letters import MOST_REDRIVES, Box, Letter


class DlqRefused(Exception):
    """What was asked cannot be done; the message is French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What narrows a choice; None leaves everything in."""

    error_class: str | None = None
    since: datetime | None = None
    partition: int | None = None
    offset: int | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse a limit that takes nothing."""
        if self.limit is not None and self.limit < 1:
            raise DlqRefused("La limite (--limit) doit être d’au moins 1.")

    def takes(self, letter: Letter) -> bool:
        """Return True where a letter is meant, the limit apart."""
        return (
            (self.error_class is None or letter.error_class == self.error_class)
            and (self.since is None or letter.failed_at >= self.since)
            and (self.partition is None or letter.partition == self.partition)
            and (self.offset is None or letter.offset == self.offset)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a redrive would put back, and what it leaves because it failed too often."""

    letters: tuple[Letter, ...]
    exhausted: int = 0

    def without(self, others: Collection[Letter]) -> Self:
        """Return the choice without some of its letters."""
        names = {letter.identity for letter in others}
        return replace(self, letters=tuple(letter for letter in self.letters if letter.identity not in names))


def meant(letters: Sequence[Letter], wanted: Filter) -> list[Letter]:
    """Return the letters that a filter takes, oldest first."""
    found = sorted((letter for letter in letters if wanted.takes(letter)), key=lambda each: each.failed_at)
    return found[: wanted.limit]


def to_redrive(box: Box, wanted: Filter) -> Choice:
    """Choose what is put back; raises ``DlqRefused`` where there is nothing."""
    pending = [letter for letter in box.pending if wanted.takes(letter)]
    if not pending:
        raise _nothing(box, wanted)
    fresh = [letter for letter in pending if letter.redrives < MOST_REDRIVES]
    if not fresh:
        raise DlqRefused(
            f"Rien n’est republié : {len(pending)} enregistrement(s) ont déjà été republiés {MOST_REDRIVES} fois et "
            "sont revenus à chaque fois. Corrigez la cause, ou écartez-les avec « moisess dlq drop »."
        )
    return Choice(letters=tuple(meant(fresh, wanted)), exhausted=len(pending) - len(fresh))


def to_drop(box: Box, wanted: Filter) -> tuple[Letter, ...]:
    """Choose what is given up; raises ``DlqRefused`` where there is nothing."""
    letters = meant(box.pending, wanted)
    if not letters:
        raise _nothing(box, wanted)
    return tuple(letters)


def _nothing(box: Box, wanted: Filter) -> DlqRefused:
    pending = len(box.pending)
    if not pending:
        return DlqRefused(f"Rien à faire : {box.name} ne contient aucun enregistrement en attente.")
    if wanted.error_class and not any(letter.error_class == wanted.error_class for letter in box.pending):
        classes = ", ".join(sorted({letter.error_class for letter in box.pending}))
        return DlqRefused(
            f"Rien à faire : aucun enregistrement en attente n’a l’erreur « {wanted.error_class} ». "
            f"Les erreurs présentes sont : {classes}."
        )
    return DlqRefused(f"Rien à faire : aucun des {pending} enregistrements en attente ne répond à ces critères.")
