"""A kind of job: what those who enqueue it and those who run it agree on."""

from dataclasses import dataclass
from typing import Generic, TypeVar

A = TypeVar("A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[A]):
    """What jobs of one kind have in common."""

    name: str
    """In snake case, stable: it is stored with each job and shown to people."""
    arguments: type[A]
    """A frozen dataclass of plain values. It is shown to whoever looks after jobs: ids, never data of people."""
    most_attempts: int = 10
    """After which a job is dead: ten are three quarters of an hour, twenty are half a day."""
    seconds: float = 300
    """For how long one run may last."""
