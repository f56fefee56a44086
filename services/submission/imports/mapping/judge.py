"""A mapped record against what the platform takes: every fault once, in the words that help whoever keeps the file."""

from collections.abc import Sequence

from services.submission.imports.mapping.mapped import END, OCCURRENCES, START, Mapped
from services.submission.imports.rules.faults import Fault
from services.submission.manifestations.bodies.reading import read_manifestation
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError, FieldsRefused

STOPS = frozenset(
    {
        *("postponed", "unsettled", "letters_lost", "dates_between", "date_format", "type_unexpected"),
        *("timings_format", "answer_unknown", "recurrence", "dates_elsewhere", "place_contradicts"),
    }
)
"""What could be registered without what is at fault, and would then be wrong."""
REQUIRED = "required"
"""The platform's code for a field that is absent."""


def judged(mapped: Mapped, *, edition: EditionChanged) -> tuple[bool, tuple[Fault, ...]]:
    """Return whether a record can be registered, and what is wrong with it or to be checked.

    A telephone that nobody can dial keeps nobody from registering the rest.
    """
    try:
        read_manifestation(mapped.body, edition=edition)
    except FieldsRefused as refused:
        return False, (*mapped.faults, *_theirs(mapped, refused.errors))
    return not any(fault.code in STOPS for fault in mapped.faults), mapped.faults


def _theirs(mapped: Mapped, errors: Sequence[FieldError]) -> list[Fault]:
    """Where both have a word on the same field, ours says what was wrong with the file."""
    named = {fault.pointer for fault in mapped.faults}
    if START in named:
        # Without a beginning no date was sent: that it is missing is no second fault.
        named |= {OCCURRENCES, END}
    if any(pointer.startswith("/organiser/") for pointer in named):
        # Without a number the organiser was not sent.
        named.add("/organiser")
    if any(pointer.startswith("/place") for pointer in named):
        # What follows from a commune that was not found is no other fault: name and address are taken from it.
        named |= {error.pointer for error in errors if error.pointer.startswith("/place") and error.code == REQUIRED}
    return [
        mapped.located(Fault(pointer=error.pointer, code=error.code, message=error.message, value=error.value))
        for error in errors
        if error.pointer not in named
    ]
