"""A table that is nothing but the sum of the records of one topic, so that it can be rebuilt from them."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shared.contracts.stream import Stream
from shared.kafka.subscription import Subscription

T = TypeVar("T")


class RebuildRefused(Exception):
    """The table cannot be rebuilt, or not now; the message is French, and nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection(Generic[T]):
    """One table and the subscription that fills it; its handler writes to this table, the outbox and marks alone."""

    subscription: Subscription[T]
    table: str
    """Its rows have a ``version`` that guards them."""
    key: str
    """The column of the primary key, whose text is the key of what is told."""
    tells: Stream[Any] | None = None
    """The one compacted stream that the handler tells of this table's rows, if it tells any."""
    remembered: tuple[str, ...] = ()
    """Columns that may stem from an earlier state than the last, such as the name of what is gone.

    The broker forgets such states, so where the topic says nothing (null or false) the table's value is kept.
    """
    edition: str | None = None
    """The column with the year of the edition, where there is one: old editions outlive their records."""
    moment: str | None = None
    """Instead of it, a column with a time that is not later than the record which the row stems from."""
    gone: str | None = None
    """The column that is true of what a compacted topic has removed, and forgets in time."""
