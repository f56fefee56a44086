"""What is printed of a region, and in which order it is laid out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.content import Content, PublicContact
from shared.contracts.eligibility import EligibilityDecided
from shared.geography import fold
from shared.geography.clocks import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One manifestation of a printed programme, as readers saw it."""

    manifestation_id: UUID
    version: int
    """Of the decision."""
    judged_version: int
    """Of the manifestation, as its organiser left it."""
    organiser_name: str
    content: Content

    @property
    def contact(self) -> PublicContact | None:
        """The contact that may be printed; None where nobody consented."""
        return self.content.public_contact if self.content.public_contact.print_consent else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The same as a snapshot holds it for ever, so without anybody's address."""

    manifestation_id: UUID
    version: int
    judged_version: int
    organiser_name: str
    content: Content
    """Its contact is empty, and its booking names neither an address nor a number."""
    contact_sha256: str | None = None
    """Of the contact that may be printed; None where there is none."""


def is_printed(decision: EligibilityDecided, *, region_code: str, edition: int) -> bool:
    """Return True where a decision puts its manifestation into the paper programme of this region and edition."""
    published = decision.published
    return (
        published is not None
        and published.paper
        and published.region_code == region_code
        and decision.edition == edition
    )


def printed_of(decision: EligibilityDecided) -> Printed | None:
    """Return what a decision publishes; None where that is nothing."""
    published = decision.published
    if published is None:
        return None
    return Printed(
        manifestation_id=decision.manifestation_id,
        version=decision.version,
        judged_version=published.judged_version,
        organiser_name=published.organiser.name,
        content=published.content,
    )


def printing_order(entry: Entry) -> tuple[datetime, str, str, UUID]:
    """Return what entries are laid out by: beginning, commune, title, identifier."""
    content = entry.content
    places = [place for each in content.occurrences if (place := place_of(content, each))]
    commune = fold(places[0].commune_name) if places else ""
    return content.starts_at, commune, fold(content.title), entry.manifestation_id
