"""What this service answers as JSON of what organiser and chamber write to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.submission.manifestations.rules.appeal import may_appeal
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import status_of
from services.submission.manifestations.rules.thread import Message, thread_of
from services.submission.manifestations.rules.words import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadAnswer:
    """What organiser and chamber have written to each other."""

    version: int
    """Of the manifestation: a message makes the next one, and its ETag is what the next message is based on."""
    messages: list[Message]
    """The first one first."""
    may_appeal: bool
    """What is registered is refused, and not for good."""


def thread_answer(manifestation: Manifestation, written: Sequence[Written]) -> ThreadAnswer:
    """Return it as it is answered."""
    decision = manifestation.last_decision
    return ThreadAnswer(
        version=manifestation.version,
        messages=thread_of(decision, written),
        may_appeal=may_appeal(manifestation.state, status_of(manifestation.version, decision)),
    )
