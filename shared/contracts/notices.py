"""What services other than submission tell so that somebody is written to; submission alone sends mails."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.contracts.content import Instant
from shared.contracts.stream import Stream

Teller = Literal["eligibility", "programme", "matchmaking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail to be sent, once, in French; text and no markup, and no address: that of the account is taken."""

    notice_id: UUID
    """Of what happened: drawn once for it, or made of its ids, so that telling it twice is one mail."""
    version: int = 1
    """Always 1: a notice does not change."""
    account_id: UUID
    """Whom it is for."""
    kind: str
    """What it is about, in snake case, for lists and figures: ``changes_requested``."""
    subject: str
    """One line."""
    sentences: tuple[str, ...]
    """Paragraphs."""
    points: tuple[str, ...] = ()
    """Listed below them."""
    link: str | None = None
    """Address of the page that it leads to."""
    link_label: str | None = None
    """What the link does, in two or three words; told with it."""
    told_at: Instant


def _stream(teller: Teller) -> Stream[Notice]:
    return Stream(
        topic=f"ess.internal.{teller}.notices.v1",
        contract=Notice,
        key="notice_id",
        source=f"/{teller}",
        type="fr.mois-ess.notice.v1",
    )


NOTICES: dict[Teller, Stream[Notice]] = {
    teller: _stream(teller) for teller in ("eligibility", "programme", "matchmaking")
}
"""By the service that tells them."""
