"""What this service answers as JSON."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import Status, status_of
from shared.contracts.content import Content, Organiser
from shared.contracts.submission import EditionChanged, State
from shared.editions.rules import chamber_of
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationAnswer:
    """A manifestation as its organiser and the chamber of its region see it."""

    manifestation_id: UUID
    version: int
    state: State
    edition: int
    region_code: str | None
    chamber: str
    """Who is in charge, as sentences name it: ``CRESS Bretagne``, or ``équipe nationale``."""
    organiser: Organiser
    content: Content
    external_id: str | None
    note: str | None
    chamber_answers: dict[str, str]
    """To those of the edition's questions that readers are not shown."""
    created_at: datetime
    updated_at: datetime
    status: Status
    links: dict[str, str]
    """``self``: this document; ``page``: its state as a page; ``public``: its public page, while it is online."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """A page of manifestations: the latest change first, or from a moment on, the earliest change first."""

    items: list[ManifestationAnswer]
    next: str | None
    """Cursor of the next page; None on the last one."""
    changed_until: datetime | None = None
    """On the last page of what has changed since a moment: the moment to ask from next time."""


def manifestation_answer(site: Site, edition: EditionChanged, manifestation: Manifestation) -> ManifestationAnswer:
    """Return a manifestation of an edition as it is answered."""
    status = status_of(manifestation.version, manifestation.last_decision)
    links = {"self": resource_address(site, manifestation.id), "page": page_address(site, manifestation.id)}
    if status.online:
        links["public"] = public_address(site, manifestation.id)
    return ManifestationAnswer(
        manifestation_id=manifestation.id,
        version=manifestation.version,
        state=manifestation.state,
        edition=manifestation.edition,
        region_code=manifestation.region_code,
        chamber=chamber_of(edition, manifestation.chamber_region),
        organiser=manifestation.organiser,
        content=manifestation.content,
        external_id=manifestation.external_id,
        note=manifestation.note,
        chamber_answers=manifestation.chamber_answers,
        created_at=manifestation.created_at,
        updated_at=manifestation.updated_at,
        status=status,
        links=links,
    )


def resource_address(site: Site, manifestation_id: UUID) -> str:
    """Return the address of the JSON document."""
    return site.absolute(f"/manifestations/{manifestation_id}")


def page_address(site: Site, manifestation_id: UUID) -> str:
    """Return the address of the organiser's page."""
    return site.absolute(f"/inscription/{manifestation_id}")


def public_address(site: Site, manifestation_id: UUID) -> str:
    """Return the address of the public page, in the programme."""
    return f"{site.programme_url.rstrip('/')}/programme/{manifestation_id}"
