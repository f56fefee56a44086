"""What the pages show of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.submission.imports.columns.guess import LABELS as FIELDS
from services.submission.imports.columns.guess import NO_QUESTIONS, Column
from services.submission.imports.columns.questions import Questions
from services.submission.imports.rules.proposals import Proposal, shown, value_of
from services.submission.imports.rules.rows import LABELS, PLURALS, ImportRow, Outcome
from services.submission.imports.sent_file import Import, State
from shared.french.typography import number
from shared.http.forms import FormState
from shared.http.site import Site

MOST_SHOWN, MOST_NAMED = 50, 8
KINDS: Mapping[Outcome, str] = {
    "new": "info",
    "registered": "success",
    "updated": "success",
    "unchanged": "success",
    "incomplete": "waiting",
    "duplicate": "info",
    "refused": "danger",
    "set_aside": "info",
}
STATES: Mapping[State, str] = {
    "reading": "Lecture en cours",
    "read": "À relire",
    "sending": "Inscription en cours",
    "sent": "Terminé",
    "refused": "Fichier refusé",
}
TO_LOOK_AT: tuple[Outcome, ...] = ("refused", "incomplete", "set_aside", "duplicate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records end in one way."""

    label: str
    number: str
    kind: str


def counts(outcomes: Mapping[str, int]) -> list[Count]:
    """Return those that there are, in the order in which they matter."""
    return [
        Count(label=PLURALS[outcome] if outcomes[outcome] > 1 else label, number=number(outcomes[outcome]), kind=kind)
        for (outcome, label), kind in zip(LABELS.items(), KINDS.values(), strict=True)
        if outcomes.get(outcome)
    ]


def field_name(position: int) -> str:
    """Return the name of the form's field for a column."""
    return f"c{position}"


def chosen_in(form: Mapping[str, str], columns: Sequence[Column]) -> dict[str, str]:
    """Return what a form says that each column holds."""
    given = {column.name: form.get(field_name(position)) for position, column in enumerate(columns)}
    return {name: field for name, field in given.items() if field is not None}


def organisers_in(form: Mapping[str, str], proposed: Sequence[Proposal]) -> dict[str, str]:
    """Return which structure a form says that each organiser is."""
    return {each.key: form.get(organiser_name(position), "") for position, each in enumerate(proposed)}


def organiser_name(position: int) -> str:
    """Return the name of the form's field for an organiser."""
    return f"o{position}"


def choices_of(column: Column, *, questions: Questions) -> list[tuple[str, str]]:
    """Return what a column may be said to hold, and what it is taken for now, which an untouched form sends back."""
    choices = [*FIELDS.items(), *((field, each.label) for field, each in questions.by_field.items())]
    present = [(column.field, column.label)] if column.field and column.field not in dict(choices) else []
    return [*present, *choices]


def file_view(
    site: Site,
    found: Import,
    outcomes: Mapping[str, int],
    rows: Sequence[ImportRow],
    proposed: Sequence[Proposal] = (),
    *,
    questions: Questions = NO_QUESTIONS,
) -> dict[str, Any]:
    """Return what the page of a file shows."""
    numbered = [(field_name(position), column) for position, column in enumerate(found.columns)]
    to_look_at = [row for row in rows if row.outcome in TO_LOOK_AT or row.faults]
    read_so = [row for row in rows if row.outcome == "new" and row.notes and not row.faults]
    return {
        "here": site.path(f"/importer/{found.import_id}"),
        "found": found,
        "state": STATES[found.state],
        "counts": counts(outcomes),
        "ready": outcomes.get("new", 0),
        "questions": [one for one in numbered if one[1].question or not one[1].field],
        "understood": [one for one in numbered if not one[1].question and one[1].field],
        "choices_of": partial(choices_of, questions=questions),
        "organisers": [_organiser(position, each) for position, each in enumerate(proposed[:MOST_SHOWN])],
        "form": FormState(values={name: column.field for name, column in numbered}),
        "rows": [(row, LABELS[row.outcome], KINDS[row.outcome]) for row in to_look_at[:MOST_SHOWN]],
        "read_so": read_so[:MOST_SHOWN],
        "more": max(0, len(to_look_at) - MOST_SHOWN),
    }


def _organiser(position: int, proposal: Proposal) -> tuple[str, str, list[tuple[str, str]], str]:
    """Return the field of an organiser, its label, the structures to choose among, and which records it is about."""
    where = f" ({proposal.commune})" if proposal.commune else ""
    lines = ", ".join(map(str, proposal.rows[:MOST_NAMED])) + (", …" if len(proposal.rows) > MOST_NAMED else "")
    hint = f"{'Ligne' if len(proposal.rows) == 1 else 'Lignes'} {lines}."
    choices = [(value_of(structure), shown(structure)) for structure in proposal.structures]
    return organiser_name(position), f"« {proposal.name} »{where}", choices, hint
