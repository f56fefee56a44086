"""What is said once on the command line, for records that say nothing about it."""

from dataclasses import dataclass, field

from services.submission.imports.mapping.completed import OPTIONS
from services.submission.imports.mapping.schedule import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Stand-ins, each used only where a record has nothing of its own."""

    organiser_name: str | None = None
    organiser_numbers: dict[str, str] = field(default_factory=dict)
    """``siren``, ``siret``, ``rna``, ``uai`` or ``rnf``."""
    known_organisers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Numbers of organisers of the file whom a person recognised, by name and commune."""
    without_number: bool = False
    """Organisers without any number are sent, for their chamber to look at; else each is asked about."""
    themes: tuple[str, ...] = ()
    format: str | None = None
    openness: str | None = None
    """Where nothing is said here either, it is asked."""
    email: str | None = None
    move: Move | None = None
    source: str = OPTIONS
    """Whose word these are, as the notes say it."""
