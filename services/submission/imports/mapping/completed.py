"""What the options completed, noted on each record and counted once for all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shared.french.typography import plural

ORGANISER, NUMBER = "organisateur", "numéro d’organisateur"
OPTIONS, DEFAULT = "des options", "par défaut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Something that a record did not say, and what was put in its place."""

    what: str
    """In French, masculine and without an article: ``organisateur``."""
    value: str
    source: str = OPTIONS

    @property
    def note(self) -> str:
        """A sentence for the record's own line."""
        return f"{self.what[0].upper()}{self.what[1:]} non indiqué : {self.filled}."

    @property
    def filled(self) -> str:
        """What was put in, and where it comes from."""
        return f"{self.value}{',' if ', ' in self.value else ''} {self.source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The same completion of several records."""

    completion: Completion
    records: int

    @property
    def sentence(self) -> str:
        """A sentence for all of these records."""
        how = "complété" if self.records == 1 else "complétés"
        records = plural(self.records, "enregistrement")
        return f"{records} sans {self.completion.what} : {how} par {self.completion.filled}."


def completed(completions: Iterable[Completion]) -> tuple[Completed, ...]:
    """Count what is alike, in the order of its first appearance."""
    return tuple(Completed(completion=one, records=count) for one, count in Counter(completions).items())
