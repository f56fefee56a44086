"""What services other than submission tell of access keys that were shown to them; submission lists them."""

from dataclasses import dataclass

from shared.contracts.content import Instant
from shared.contracts.notices import Teller
from shared.contracts.stream import Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyUsed:
    """A key was used; told about once an hour, however often it is used."""

    key_id: str
    """Eight hexadecimal digits, as the key begins; what is secret of it follows them and is not told."""
    version: int
    """Seconds of ``used_at`` since 1970."""
    used_at: Instant
    """When it was first used within that hour."""


def _stream(teller: Teller) -> Stream[KeyUsed]:
    return Stream(
        topic=f"ess.internal.{teller}.key-uses.v1",
        contract=KeyUsed,
        key="key_id",
        source=f"/{teller}",
        type="fr.mois-ess.key-used.v1",
    )


KEY_USES: dict[Teller, Stream[KeyUsed]] = {
    teller: _stream(teller) for teller in ("eligibility", "programme", "matchmaking")
}
"""By the service that tells them."""
