"""Questions of an edition as columns: a heading that is the question, or its name, holds the answers."""

from collections.abc import Iterable, Mapping

from services.submission.imports.columns.headings import INSTRUCTIONS, KNOWN, meaning, readings
from shared.contracts.edition import ExtraField
from shared.geography import fold

FIELD = "extra."


class Questions:
    """What an edition asks, by the field of a column: ``extra.`` and the name of the question."""

    def __init__(self, asked: Iterable[ExtraField] = ()) -> None:
        self.by_field: Mapping[str, ExtraField] = {f"{FIELD}{question.name}": question for question in asked}
        self._named: dict[str, str] = {}
        for heading in (_field, _name, _label, _shorter):
            found = [(heading(question), field) for field, question in self.by_field.items()]
            heads = [name for name, _ in found]
            # What two questions are called is neither.
            self._named |= {
                name: field for name, field in found if name and heads.count(name) == 1 and name not in self._named
            }

    def field_of(self, heading: str) -> str | None:
        """Return the question that a heading names."""
        return next((self._named[name] for name in readings(heading) if name in self._named), None)

    def answered_in(self, headings: Iterable[str]) -> dict[str, str]:
        """Return which columns answer which questions; a heading of a field that every edition has is that field."""
        return {
            heading: field
            for heading in headings
            if meaning(heading) not in KNOWN and (field := self.field_of(heading)) is not None
        }


def _field(question: ExtraField) -> str:
    return fold(f"{FIELD}{question.name}")


def _name(question: ExtraField) -> str:
    return fold(question.name)


def _label(question: ExtraField) -> str:
    return fold(question.label)


def _shorter(question: ExtraField) -> str:
    return fold(INSTRUCTIONS.sub(" ", question.label))
