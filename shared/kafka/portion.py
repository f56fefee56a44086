"""What is still to be applied of a batch: all of it at once as a rule, a part where only a part may be set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiokafka import ConsumerRecord

from shared.kafka.dead_letters import DeadLetter
from shared.kafka.records import Received

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion(Generic[T]):
    """Records as they came, and what is known of each: it can be read, or is to be set aside."""

    records: "Sequence[ConsumerRecord[bytes, bytes]]"
    readable: list[Received[T]]
    letters: list[DeadLetter]

    def without(self, culprits: Sequence[DeadLetter]) -> "Portion[T]":
        """Return the same records with these set aside; an earlier version of the same entity gets its turn."""
        out = {id(letter.record) for letter in culprits}
        readable = [item for item in self.readable if id(item.record) not in out]
        return Portion(records=self.records, readable=readable, letters=[*self.letters, *culprits])

    def before(self, letters: Sequence[DeadLetter], *, allowed: int) -> "Portion[T]":
        """Return the records that come before the first of these letters that is one too many."""
        if len(letters) <= allowed:
            return self
        set_aside = {id(letter.record) for letter in letters}
        places = [place for place, record in enumerate(self.records) if id(record) in set_aside]
        return self._of(self.records[: places[allowed]])

    def after(self, done: "Portion[T]") -> "Portion[T]":
        """Return the records that come after those."""
        return self._of(self.records[len(done.records) :])

    def _of(self, records: "Sequence[ConsumerRecord[bytes, bytes]]") -> "Portion[T]":
        chosen = {id(record) for record in records}
        return Portion(
            records=records,
            readable=[item for item in self.readable if id(item.record) in chosen],
            letters=[letter for letter in self.letters if id(letter.record) in chosen],
        )
