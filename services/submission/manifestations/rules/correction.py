"""Faults that a chamber corrects in what an organiser wrote. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

from shared.contracts.content import Content
from shared.contracts.eligibility import CorrectedField, CorrectedText


def applied(content: Content, texts: Sequence[CorrectedText]) -> list[CorrectedText]:
    """Return those that can be made: of the fields that it has, what says still what the chamber read."""
    return [
        text
        for text in texts
        if text.field in get_args(CorrectedField) and getattr(content, text.field) == text.before != text.after
    ]


def with_texts(content: Content, texts: Sequence[CorrectedText]) -> Content:
    """Return the content without these faults."""
    after: dict[str, Any] = {text.field: text.after for text in texts}
    return replace(content, **after)
