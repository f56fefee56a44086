"""Answers to the questions of an edition, out of the columns that are called like them."""

from services.submission.imports.columns.columns import Cell
from services.submission.imports.columns.questions import Questions
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.text import one_line, paragraphs
from shared.contracts.edition import ExtraField
from shared.editions.questions import TICKED
from shared.geography import fold

YES = frozenset({"oui", "o", "x", "vrai", "true", "yes", "1", "coche", "cochee"})
NO = frozenset({"non", "n", "faux", "false", "no", "0"})
YES_OR_NO = "« {} » ne dit ni oui ni non à « {} » : écrivez l’un des deux."


def read_answers(draft: Draft, questions: Questions) -> None:
    """Fill in the answers; one that is none of its choices goes as it is, and is asked about."""
    answers: dict[str, str] = {}
    for field, question in questions.by_field.items():
        cell, text = draft.record.first(field), draft.text(field)
        if cell is None or text is None:
            continue
        answer = _answer(draft, question, cell, text)
        if answer is not None:
            answers[question.name] = answer
    if answers:
        draft.body["extra"] = answers


def _answer(draft: Draft, question: ExtraField, cell: Cell, text: str) -> str | None:
    if question.kind == "paragraphs":
        return paragraphs(text)
    said = one_line(text)
    if question.kind == "choice":
        meant = [choice for choice in question.choices if fold(choice) == fold(said)]
        return meant[0] if len(meant) == 1 else said
    if question.kind != "tick":
        return said
    if fold(said) not in YES | NO:
        draft.fault(f"/extra/{question.name}", "answer_unknown", YES_OR_NO.format(said[:60], question.label), cell)
    return TICKED if fold(said) in YES else None
