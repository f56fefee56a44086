"""A notice of another service as a letter."""

from services.submission.notices.rules.letter import Letter
from shared.contracts.notices import Notice


def letter_of(notice: Notice) -> Letter:
    """Return what is mailed; raises ``ValueError`` where that would be no mail: its teller has to be mended."""
    if not notice.subject.strip() or len(notice.subject.splitlines()) > 1:
        raise ValueError("a notice has a subject of one line")
    if not notice.sentences:
        raise ValueError("a notice says something")
    if (notice.link is None) != (notice.link_label is None):
        raise ValueError("a link has a label")
    if notice.link is not None and not notice.link.startswith(("https://", "http://")):
        raise ValueError("a link leads to a page")
    return Letter(
        subject=notice.subject,
        sentences=notice.sentences,
        points=notice.points,
        link=notice.link or "",
        link_label=notice.link_label or "",
    )
