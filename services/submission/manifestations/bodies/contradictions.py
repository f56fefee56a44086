"""What is wrong between fields that are each good on their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.submission.manifestations.bodies.date_faults import beginning_faults, date_faults
from services.submission.manifestations.bodies.extra import extra_faults
from services.submission.manifestations.bodies.occurrence import OccurrenceBody
from services.submission.manifestations.bodies.place import PlaceBody, region_name, region_of
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError
from shared.geography import region


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What could be read of a body: a field that had a fault of its own is not among it."""

    edition: EditionChanged
    said_online: bool
    """A place said that there is none."""
    read: Mapping[str, Any]

    @property
    def dates(self) -> Mapping[int, OccurrenceBody]:
        """The good ones by their position."""
        dates: Mapping[int, OccurrenceBody] = self.read.get("dates", {})
        return dates

    @property
    def place(self) -> PlaceBody | None:
        """The place of all dates that have none of their own."""
        return self.read.get("place")


def contradictions(parts: Parts) -> Iterator[FieldError]:
    """Name every contradiction."""
    yield from _access_faults(parts)
    yield from _attendance_faults(parts)
    yield from _region_faults(parts)
    if "extra" in parts.read:
        yield from extra_faults(parts.edition, parts.read["extra"])
    online = "online_url" not in parts.read or bool(parts.read["online_url"])
    yield from date_faults(parts.dates, edition=parts.edition, place=parts.place, online=online)
    yield from beginning_faults(parts.read.get("begun", {}), edition=parts.edition, place=parts.place)


def _access_faults(parts: Parts) -> Iterator[FieldError]:
    if not {"open_to_all", "access", "access_conditions"} <= parts.read.keys():
        return
    open_to_all, access = parts.read["open_to_all"], parts.read["access"]
    if open_to_all and access in {"invitation", "professionals"}:
        yield FieldError(
            pointer="/access",
            code="access_contradicts_open_to_all",
            message=f"open_to_all dit que tout le monde peut venir, et access (« {access} ») le réserve à certains : "
            "mettez open_to_all à false, ou choisissez free_entry ou registration.",
            value=access,
        )
    if not open_to_all and not access and not parts.read["access_conditions"]:
        yield FieldError(
            pointer="/access",
            code="access_missing",
            message="La manifestation n’est pas ouverte à toutes et à tous (open_to_all) : dites dans access ou "
            "access_conditions qui peut venir et comment.",
        )


def _attendance_faults(parts: Parts) -> Iterator[FieldError]:
    if not {"attendance", "place", "online_url"} <= parts.read.keys():
        return
    said, url = parts.read["attendance"], parts.read["online_url"]
    own = [date.place is not None for date in parts.dates.values()]
    somewhere = parts.place is not None or any(own) or bool(parts.read.get("unread_place"))
    if said == "on_site" and url:
        yield _disagrees(said, "online_url donne une adresse pour la suivre", "mixed" if somewhere else "online")
    elif not url and (said in {"online", "mixed"} or (parts.said_online and not somewhere)):
        yield FieldError(
            pointer="/online_url",
            code="online_url_missing",
            message="On y participe en ligne : indiquez dans online_url l’adresse où la suivre.",
        )
    elif not somewhere and said != "online" and not url:
        yield FieldError(
            pointer="/place",
            code="place_missing",
            message="Dites où la manifestation a lieu : un lieu (place), une adresse pour la suivre en ligne "
            "(online_url), ou les deux.",
        )
    if somewhere and said == "online":
        yield _disagrees(said, "un lieu est donné", "mixed")
    if not somewhere and said == "mixed":
        yield FieldError(
            pointer="/place",
            code="place_missing",
            message="On y participe aussi sur place : indiquez le lieu dans place, ou celui de chaque date.",
        )
    if parts.place is None and any(own) and not url:
        for position, date in parts.dates.items():
            if date.place is None:
                yield FieldError(
                    pointer=f"/occurrences/{position}/place",
                    code="place_missing",
                    message="Cette date n’a pas de lieu, et la manifestation non plus : donnez l’un des deux.",
                )


def _region_faults(parts: Parts) -> Iterator[FieldError]:
    said = parts.read.get("region_code")
    if said is None:
        return
    if region(said) is None:
        yield FieldError(
            pointer="/region_code",
            code="region_unknown",
            message=f"« {said[:20]} » n’est pas le code INSEE d’une région : écrivez par exemple 53 pour la Bretagne.",
            value=said[:200],
        )
        return
    places = [parts.place, *(date.place for date in parts.dates.values())]
    found = next((region_of(place) for place in places if place), None)
    if found and found != said:
        yield FieldError(
            pointer="/region_code",
            code="region_of_another_place",
            message=f"Le lieu est dans la région {region_name(found)}, non dans la région {region_name(said)} : "
            "la région suit le lieu, retirez region_code.",
            value=said,
        )


def _disagrees(said: str, but: str, choice: str) -> FieldError:
    return FieldError(
        pointer="/attendance",
        code="attendance_disagrees",
        message=f"attendance dit « {said} », or {but} : mettez « {choice} », ou retirez l’un des deux.",
        value=said,
    )
