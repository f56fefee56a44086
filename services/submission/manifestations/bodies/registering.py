"""A checked body becomes what the rest of the service works with."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from services.submission.manifestations.bodies.details import ImageBody
from services.submission.manifestations.bodies.extra import answers_in
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.occurrence import OccurrenceBody, on_clock, span_of
from services.submission.manifestations.bodies.organiser import OrganiserBody
from services.submission.manifestations.bodies.place import PlaceBody, clock_of, commune_of
from services.submission.manifestations.rules.manifestation import Registration
from services.submission.manifestations.rules.occurrences import RegisteredDate, occurrences_of
from shared.contracts.content import Content, CourtEntry, Occurrence, Organiser, Place, PublicContact
from shared.contracts.details import Age, Booking, CoOrganiser, Image, Price, Translation
from shared.contracts.hull import hull
from shared.contracts.pictures import ADDRESS
from shared.contracts.submission import EditionChanged
from shared.contracts.vocabulary import Attendance


def registration_of(
    body: ManifestationBody,
    manifestation_id: UUID,
    present: Sequence[Occurrence] = (),
    *,
    edition: EditionChanged,
) -> Registration:
    """Return the registration, hours on the clock of each place; ``present`` are the dates that it had before."""
    places = [body.place, *(each.place for each in body.occurrences)]
    first = next((place for place in places if place), None)
    zone = clock_of(places)
    dates = [_date(each, clock_of([each.place, *places])) for each in body.occurrences]
    occurrences = occurrences_of(manifestation_id, dates, present)
    starts_at, ends_at = hull(occurrences)
    shown, chamber_answers = answers_in(edition, body.extra)
    content = Content(
        title=body.title,
        description=body.description,
        themes=body.themes,
        format=body.format,
        open_to_all=body.open_to_all,
        access=body.access,
        access_conditions=body.access_conditions,
        audiences=body.audiences,
        attendance=attendance_of(somewhere=first is not None, online=body.online_url is not None),
        occurrences=occurrences,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=zone.key,
        place=_place(body.place) if body.place else None,
        online_url=body.online_url,
        public_contact=PublicContact(**vars(body.public_contact)),
        price=Price(**vars(body.price)) if body.price else None,
        booking=_booking(body, zone),
        age=Age(**vars(body.age)) if body.age else None,
        accessibility=body.accessibility,
        languages=body.languages,
        image=image_of(body.image) if body.image else None,
        co_organisers=tuple(CoOrganiser(name=each.name) for each in body.co_organisers),
        parent_id=body.parent_id,
        print_title=body.print_title,
        print_text=body.print_text,
        extra=shown,
        translations={language: Translation(**vars(text)) for language, text in (body.translations or {}).items()},
    )
    return Registration(
        organiser=_organiser(body.organiser),
        content=content,
        region_code=commune_of(first).region_code if first else body.region_code,
        external_id=body.external_id,
        note=body.note,
        chamber_answers=chamber_answers,
        another_because=body.another_because,
    )


def _organiser(body: OrganiserBody) -> Organiser:
    entry = CourtEntry(**vars(body.court_entry)) if body.court_entry else None
    return Organiser(**{**vars(body), "court_entry": entry})


def attendance_of(*, somewhere: bool, online: bool) -> Attendance:
    """Return how one takes part; it is somewhere, online, or both."""
    if somewhere and online:
        return "mixed"
    return "on_site" if somewhere else "online"


def _date(body: OccurrenceBody, zone: ZoneInfo) -> RegisteredDate:
    span = span_of(body, zone)
    return RegisteredDate(
        occurrence_id=body.occurrence_id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        all_day=span.all_day,
        state=body.state,
        previous_starts_at=on_clock(body.previous_starts_at, zone) if body.previous_starts_at else None,
        note=body.note,
        place=_place(body.place) if body.place else None,
    )


def _place(body: PlaceBody) -> Place:
    commune = commune_of(body)
    return Place(
        name=body.name,
        address=body.address,
        postcode=body.postcode,
        commune_code=commune.code,
        commune_name=commune.name,
        department_code=commune.department_code,
        region_code=commune.region_code,
        # A point shows the address as well.
        latitude=body.latitude if body.address else None,
        longitude=body.longitude if body.address else None,
    )


def image_of(body: ImageBody) -> Image | None:
    """Return the picture that an address names."""
    found = ADDRESS.fullmatch(body.url)
    if found is None:
        return None
    size = {name: int(found[name]) for name in ("width", "height")}
    return Image(url=body.url, sha256=found["sha256"], **size, alt=body.alt, credit=body.credit)


def _booking(body: ManifestationBody, zone: ZoneInfo) -> Booking | None:
    if body.booking is None:
        return None
    closes_at = body.booking.closes_at
    return Booking(**{**vars(body.booking), "closes_at": on_clock(closes_at, zone) if closes_at else None})
