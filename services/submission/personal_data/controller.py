"""Who answers for people's data, as the operator says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """The body that is responsible, and how it is reached about data of people."""

    name: str
    contact: str
    """An address, of post or of mail; empty where none is given."""
