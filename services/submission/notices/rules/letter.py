"""What a mail says, of which both its text and its HTML are made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail in French; plain text throughout, nothing of it is HTML."""

    subject: str
    sentences: tuple[str, ...]
    """Paragraphs."""
    points: tuple[str, ...] = ()
    """Listed below them: the reasons of a decision, for instance."""
    link: str = ""
    """Address of the page that it leads to."""
    link_label: str = ""
    closing: tuple[str, ...] = ()
    """Paragraphs below the link."""
