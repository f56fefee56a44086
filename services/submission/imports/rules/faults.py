"""What stands in the way of a record. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A field that is not as it should be; ours or the platform's word on it."""

    pointer: str
    code: str
    message: str
    value: str | None = None
    column: str | None = None
    """The column of the file that it came from or should stand in, where there is one."""
    where: str = ""
    """The column, or what else tells a person where to look."""
