"""What the submission service tells."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Organiser
from shared.contracts.edition import (
    USUAL_DELAYS,
    USUAL_GROUNDS,
    USUAL_TRUST,
    CosmeticField,
    EditionRegion,
    EditionState,
    ExtraField,
    Format,
    Ground,
    PrintLimits,
    ReviewDelays,
    Theme,
    Trust,
)
from shared.contracts.stream import Stream
from shared.contracts.vocabulary import documented

State = Literal["submitted", "amended", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationChanged:
    """A manifestation as its organiser left it: the whole state, after each change."""

    manifestation_id: UUID
    version: int
    """Grows by one with each change by the organiser."""
    state: Annotated[str, documented(State)]
    edition: int
    """Year of the Mois de l'ESS it is registered for."""
    region_code: str | None
    """INSEE code of the region whose chamber is in charge; None where it is online only and nobody has said."""
    owner: str
    """Account that registered it, or was handed it."""
    organiser: Organiser
    content: Content
    changed_at: Instant
    external_id: str | None = None
    """The owner's own reference."""
    note: str | None = None
    """What the organiser wants the chamber to know; never published."""
    chamber_answers: dict[str, str] = field(default_factory=dict)
    """Answers to those of the edition's questions that its chamber alone reads, by the name of the field; never
    published. All others are in ``extra`` of the content."""
    appeal: str | None = None
    """Why the organiser asks for a refusal to be looked at again; never published. It stays once it was answered."""
    appealed_decision: int | None = None
    """Version of the decision that the appeal is against: the next appeal is against a later one."""
    another_because: str | None = None
    """Why it is another manifestation than one that looked like it when it was registered; never published."""


AccountRole = Literal["organiser", "moderator", "national", "service"]
KeyScope = Literal["read", "write"]
"""``read`` opens what changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """One thing that an account may do beyond what everybody may who is signed in."""

    role: Annotated[str, documented(AccountRole)]
    region_code: str | None = None
    """INSEE code of the region; of a moderator, and of nobody else."""
    team_id: UUID | None = None
    """Team of a structure; of an organiser, and of nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldKey:
    """An access key, without anything that would let somebody use it."""

    key_id: str
    """The eight characters that follow ``moisess_``."""
    secret_sha256: str
    """Hexadecimal digest of what follows them."""
    scope: Annotated[str, documented(KeyScope)]
    expires_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged:
    """What a service must know of an account to tell who is asking; no name, no address."""

    account_id: UUID
    version: int
    """Grows by one with each change."""
    roles: tuple[HeldRole, ...]
    """None of them: somebody who signed in and may register manifestations of their own."""
    keys: tuple[HeldKey, ...]
    """Those that are not revoked."""
    valid_after: Instant
    """Sessions that began before open nothing any more."""
    ended_sessions: tuple[UUID, ...] = ()
    """Sessions that were signed out and whose tokens have not yet ended by themselves."""
    proven_sirets: tuple[str, ...] = ()
    """SIRET of the establishments for which the person works, as a provider of identity trusted with that says."""
    changed_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKeyMade:
    """The public half of a key that signs sessions; a removal says that what it signed is worth nothing."""

    key_id: str
    """The ``kid`` of the tokens."""
    version: int
    public_key: str
    """JSON Web Key (RFC 7517), as JSON."""
    made_at: Instant


MANIFESTATIONS = Stream(
    topic="ess.internal.submission.manifestations.v1",
    contract=ManifestationChanged,
    key="manifestation_id",
    source="/submission",
    type="fr.mois-ess.manifestation-changed.v1",
)

ACCOUNTS = Stream(
    topic="ess.internal.submission.accounts.v1",
    contract=AccountChanged,
    key="account_id",
    source="/submission",
    type="fr.mois-ess.account-changed.v1",
    tombstones=True,
)

SESSION_KEYS = Stream(
    topic="ess.internal.submission.session-keys.v1",
    contract=SessionKeyMade,
    key="key_id",
    source="/submission",
    type="fr.mois-ess.session-key-made.v1",
    tombstones=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanged:
    """An edition of the Mois de l'ESS, after each change by the national team."""

    year: int
    version: int
    """Grows by one with each change."""
    state: Annotated[str, documented(EditionState)]
    """At most one is open: what is registered, listed and printed unless another is named."""
    first_day: date
    """The first day, on the clock of the place, on which a manifestation may begin."""
    last_day: date
    """The last one; the night that begins on it belongs to it."""
    registration_opens_at: Instant | None
    """None: as soon as the edition is open."""
    registration_closes_at: Instant | None
    """None: when the edition is archived."""
    national_contact: str | None
    """Address of the national team, for organisers whose region has no chamber."""
    regions: tuple[EditionRegion, ...]
    themes: tuple[Theme, ...]
    """In the order in which they are offered."""
    formats: tuple[Format, ...]
    """In the order in which they are offered."""
    cosmetic: tuple[Annotated[str, documented(CosmeticField)], ...]
    """What an organiser may change of an accepted manifestation without its chamber reading it again."""
    extra_fields: tuple[ExtraField, ...]
    print_limits: PrintLimits
    review_delays: ReviewDelays = USUAL_DELAYS
    trust: Trust = USUAL_TRUST
    refusal_grounds: tuple[Ground, ...] = USUAL_GROUNDS
    """In the order in which a chamber reads them."""
    changed_at: Instant


EDITIONS = Stream(
    topic="ess.public.submission.editions.v1",
    contract=EditionChanged,
    key="year",
    source="/submission",
    type="fr.mois-ess.edition-changed.v1",
)
