"""Words on the wire; themes and formats are those of an edition.

A word travels as text and its vocabulary is documented, never closed: readers are told to tolerate what they do not
know, so that a vocabulary may grow within a major. Inside our code words are ``Literal``s, converted at the door by
``known``.
"""

from typing import Any, Literal, TypeVar, cast, get_args

from msgspec import Meta

W = TypeVar("W", bound=str)

Attendance = Literal["on_site", "online", "mixed"]
Access = Literal["free_entry", "registration", "invitation", "professionals"]
Audience = Literal[
    "general_public", "families", "young_people", "students", "jobseekers", "professionals", "public_bodies"
]
OccurrenceState = Literal["scheduled", "full", "postponed", "cancelled", "moved_online"]
PriceKind = Literal["free", "paid", "pay_what_you_want"]
AccessibilityCode = Literal["motor", "hearing", "sign_language", "visual", "intellectual", "psychological"]
"""What the place or the manifestation is made accessible for."""


def documented(vocabulary: Any) -> Meta:
    """Return what a text field of a contract carries of its vocabulary: it is documented and not enforced."""
    return Meta(extra_json_schema={"x-vocabulary": list(get_args(vocabulary))})


def known(word: str, vocabulary: Any, otherwise: W) -> W:
    """Return the word where the vocabulary (a ``Literal``) has it, ``otherwise`` where a later release named it."""
    # ``get_args`` would look at what kind of type it is, for each word of each record.
    return cast("W", word) if word in vocabulary.__args__ else otherwise
