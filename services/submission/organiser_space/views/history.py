"""The history of a manifestation in words: what was done, by whom and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.submission.manifestations.rules.history import Past, appealed, taken_over
from services.submission.organiser_space.bodies.values import values_of
from services.submission.organiser_space.views.differences import Difference, differences
from shared.contracts.submission import EditionChanged
from shared.editions.rules import NATIONAL_TEAM, chamber_of

DONE = {"submitted": "Inscrite", "amended": "Modifiée", "withdrawn": "Retirée"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One version."""

    version: int
    at: datetime
    done: str
    by: str
    differences: Sequence[Difference]
    """From the version before."""


def history_lines(
    edition: EditionChanged,
    past: Sequence[Past],
    names: Mapping[str, str],
    *,
    chamber_region: str | None,
    own: str,
) -> list[Line]:
    """Return one line a version, the latest first; ``own`` is who reads, ``names`` those that accounts have."""
    chamber = chamber_of(edition, chamber_region)

    def called(account: str | None, otherwise: str) -> str:
        return "vous" if account == own else names.get(account or "", otherwise)

    def by(each: Past) -> str:
        organiser = called(each.owner_id, "l’organisateur")
        if each.changed_as == "moderator":
            who = f"{called(each.changed_by, 'une personne')} ({chamber})"
        elif each.changed_as == "national":
            who = f"{called(each.changed_by, 'une personne')} ({NATIONAL_TEAM})"
        else:
            who = called(each.changed_by, "l’organisateur")
        return f"par {who} pour {organiser}" if each.for_another else f"par {who}"

    def done(each: Past, before: Past | None) -> str:
        if appealed(each, before):
            return "Réexamen demandé"
        return "Reprise" if taken_over(each, before) else DONE[each.state]

    return [
        Line(
            version=each.version,
            at=each.changed_at,
            done=done(each, before),
            by=by(each),
            differences=differences(edition, values_of(each), values_of(before)) if before else (),
        )
        for each, before in zip(past, [*past[1:], None], strict=True)
    ]
