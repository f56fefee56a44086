"""Fictitious contracts and records; each builder takes the fields a test cares about."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar
from uuid import UUID, uuid4

from aiokafka import ConsumerRecord

from shared.contracts.content import Content, Occurrence, Organiser, Place, PublicContact
from shared.contracts.eligibility import EligibilityDecided, Publication, Reason, StructureVerified
from shared.contracts.programme import ListedOrganiser, ListingPublished
from shared.contracts.stream import Stream
from shared.contracts.submission import ManifestationChanged
from shared.outbox.append import outbox_row

T = TypeVar("T")

PARIS = timezone(timedelta(hours=1))
STARTS_AT = datetime(2026, 11, 14, 10, 0, tzinfo=PARIS)

RENNES = Place(
    name="Le Hangar des possibles",
    address="3 rue du Canal",
    postcode="35000",
    commune_code="35238",
    commune_name="Rennes",
    department_code="35",
    region_code="53",
)

ENDS_AT = STARTS_AT + timedelta(hours=2, minutes=30)

OCCURRENCE = Occurrence(occurrence_id=UUID(int=0x0CC), starts_at=STARTS_AT, ends_at=ENDS_AT)

CONTENT = Content(
    title="Portes ouvertes de la ressourcerie",
    description="Une matinée pour visiter les ateliers et apprendre à réparer.",
    themes=("developpement-durable",),
    format="portes-ouvertes",
    open_to_all=True,
    attendance="on_site",
    occurrences=(OCCURRENCE,),
    starts_at=STARTS_AT,
    ends_at=ENDS_AT,
    time_zone="Europe/Paris",
    place=RENNES,
    public_contact=PublicContact(email="contact@ressourcerie.example"),
)

SECRET = bytes(range(32))
"""What ids of structures are made with where no database has drawn one."""
ORGANISER = Organiser(name="La Ressourcerie du canal", siren="999999014", siret="99999901400015")


def content(**fields: Any) -> Content:
    """Return a content; with ``starts_at`` and ``ends_at`` alone, its one date is then."""
    if ("starts_at" in fields or "ends_at" in fields) and "occurrences" not in fields:
        times = {name: fields[name] for name in ("starts_at", "ends_at") if name in fields}
        fields["occurrences"] = (replace(OCCURRENCE, **times),)
    return replace(CONTENT, **fields)


def occurrence(**fields: Any) -> Occurrence:
    return replace(OCCURRENCE, **{"occurrence_id": uuid4(), **fields})


def manifestation_changed(**fields: Any) -> ManifestationChanged:
    event = ManifestationChanged(
        manifestation_id=uuid4(),
        version=1,
        state="submitted",
        edition=2026,
        region_code="53",
        owner="0a1b2c3d",
        organiser=ORGANISER,
        content=CONTENT,
        changed_at=STARTS_AT - timedelta(days=60),
    )
    return replace(event, **fields)


def publication(**fields: Any) -> Publication:
    return replace(
        Publication(
            judged_version=1,
            region_code="53",
            paper=True,
            organiser=ORGANISER,
            structure_id=UUID(int=0x57),
            content=CONTENT,
            source=None,
            first_published_at=STARTS_AT - timedelta(days=59),
            changed_at=STARTS_AT - timedelta(days=59),
        ),
        **fields,
    )


def eligibility_decided(*, online: bool = True, paper: bool = True, **fields: Any) -> EligibilityDecided:
    """Return a decision; while it is ``online``, what is published is what was judged."""
    event = EligibilityDecided(
        manifestation_id=uuid4(),
        version=1,
        judged_version=1,
        verdict="eligible" if online else "to_review",
        reasons=(
            Reason(
                criterion="organiser",
                code="ess_legal_category",
                outcome="met",
                message="L’organisateur est une association déclarée.",
                facts={"nature_juridique": "9220"},
            ),
        ),
        edition=2026,
        region_code="53",
        decided_by="rules",
        decided_at=STARTS_AT - timedelta(days=59),
        organiser=ORGANISER,
        content=CONTENT,
        published=None,
    )
    event = replace(event, **fields)
    if not online or "published" in fields:
        return event
    return replace(
        event,
        published=publication(
            judged_version=event.judged_version,
            region_code=event.region_code,
            paper=paper,
            organiser=event.organiser,
            content=event.content,
            changed_at=event.decided_at,
        ),
    )


def structure_verified(**fields: Any) -> StructureVerified:
    event = StructureVerified(
        structure_id=uuid4(),
        version=1,
        name="La Ressourcerie du canal",
        legal_family="association",
        region_code="53",
        themes=("developpement-durable",),
        siren="999999014",
        verified_at=STARTS_AT - timedelta(days=59),
    )
    return replace(event, **fields)


def listing_published(**fields: Any) -> ListingPublished:
    manifestation_id = fields.pop("manifestation_id", None) or uuid4()
    event = ListingPublished(
        manifestation_id=manifestation_id,
        version=1,
        edition=2026,
        region_code="53",
        paper=True,
        organiser=ListedOrganiser(name="La Ressourcerie du canal", structure_id=UUID(int=0x57)),
        content=CONTENT,
        url=f"http://127.0.0.1:8003/programme/{manifestation_id}",
        first_published_at=STARTS_AT - timedelta(days=59),
        changed_at=STARTS_AT - timedelta(days=59),
        source=None,
    )
    return replace(event, **fields)


def record_of(stream: Stream[T], event: T, *, offset: int = 0, partition: int = 0) -> "ConsumerRecord[bytes, bytes]":
    """Return the record that the relay would send for this contract."""
    row = outbox_row(stream, event)
    headers = [(name, value.encode()) for name, value in row.headers.items()]
    return raw_record(
        stream.topic, key=row.key.encode(), value=row.payload, headers=headers, offset=offset, partition=partition
    )


def raw_record(
    topic: str,
    *,
    key: bytes | None,
    value: bytes | None,
    headers: list[tuple[str, bytes | None]] | list[tuple[str, bytes]],
    offset: int = 0,
    partition: int = 0,
) -> "ConsumerRecord[bytes, bytes]":
    return ConsumerRecord(
        topic=topic,
        partition=partition,
        offset=offset,
        timestamp=0,
        timestamp_type=0,
        key=key,
        value=value,
        checksum=None,
        serialized_key_size=len(key or b""),
        serialized_value_size=len(value or b""),
        headers=tuple(headers),  # type: ignore[arg-type]
    )


def some_id(number: int) -> UUID:
    """Return an id that sorts by its number."""
    return UUID(int=number)


def submission_body(**fields: Any) -> dict[str, Any]:
    """Return what an organiser sends; the organiser is an association that the stand-in register knows."""
    return {
        "title": "Portes ouvertes de la ressourcerie",
        "description": "Une matinée pour visiter les ateliers et apprendre à réparer.",
        "themes": ["developpement-durable"],
        "format": "portes-ouvertes",
        "open_to_all": True,
        # Tests register the same again and again, and mean it.
        "another_because": "Chaque essai inscrit la sienne.",
        "occurrences": [{"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:30:00+01:00"}],
        "place": {
            "name": "Le Hangar des possibles",
            "address": "3 rue du Canal",
            "postcode": "35000",
            "commune_code": "35238",
        },
        "organiser": {"name": "La Fabrique des communs de l’Ouest", "siren": "999900087"},
        "public_contact": {"email": "contact@fabrique.example"},
    } | fields
