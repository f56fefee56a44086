"""What a date must be to be listed, as conditions of a statement.

Only what is asked for is in the statement: a condition that may be off would keep the planner from the indexes. The
parts are constants of this file; values are parameters.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from services.programme.listings.listing import Filters
from shared.geography.arrondissements import with_arrondissements
from shared.geography.distance import box

OF_THE_LIST: Mapping[str, str] = {
    "edition": "dates.edition = {}::int",
    "epci": "dates.epci_code = {}::text",
    "commune": "dates.commune_code = ANY({}::text[])",
    "organiser": "dates.structure_id = {}::uuid",
    "parent": "dates.parent_id = {}::uuid",
    "but": "dates.manifestation_id <> {}::uuid",
    "words": "dates.manifestation_id IN (SELECT listings_with({}::text))",
}
COUNTED: Mapping[str, str] = {
    "region": "dates.region_code = {}::text",
    "department": "dates.department_code = {}::text",
    "theme": "dates.themes ? {}::text",
    "format": "dates.format = {}::text",
    "audience": "dates.audiences ? {}::text",
    "accessibility": "(dates.accessibility ? {0}::text OR {0} = 'any' AND dates.accessibility <> '[]')",
    "language": "dates.languages ? {}::text",
    "free": "dates.free = {}::boolean",
    "online": "dates.online = {}::boolean",
    "weekend": "dates.weekend = {}::boolean",
    "part": "dates.periods ? {}::text",
}
"""Filters whose values are counted, in the order of the form."""
IN_RANK = """dates.manifestation_id IN (
            SELECT manifestation_id
            FROM listings, to_tsquery('pg_catalog.french', {}::text) AS asked
            WHERE {}
        )"""
RANKS = ("search_names @@ asked", "search_document @@ asked AND NOT search_names @@ asked")
"""Called by the words; with the words in its text alone. Names are part of the text."""
NEAR = """dates.latitude BETWEEN {south} AND {north} AND dates.longitude BETWEEN {west} AND {east}
            AND 12742 * asin(sqrt(
                sin(radians(dates.latitude - {latitude}) / 2) ^ 2
                + cos(radians(dates.latitude)) * cos(radians({latitude}))
                    * sin(radians(dates.longitude - {longitude}) / 2) ^ 2
            )) <= {km}"""
"""Haversine, on a sphere of twice 6,371 km; the box in front is what an index answers."""
BEFORE_ANY_CLOCK = timedelta(hours=10)
"""What the westernmost clock of France, in Polynesia, is behind UTC."""
LONGEST_EVENING = timedelta(hours=30)
"""What begins and ends on one day, small hours included, lasts no longer."""


class Parameters:
    """The values of a statement, numbered in the order in which they are mentioned."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[Any] = []

    def add(self, value: Any) -> str:
        """Return what stands in the statement for ``value``."""
        self.values.append(value)
        return f"${len(self.values)}"


def wanted(filters: Filters, parameters: Parameters) -> list[str]:
    """Return a condition for each filter that is set."""
    return [
        *of_the_list(filters, parameters),
        *counted(filters, parameters).values(),
        *on_days(filters, parameters),
        *([f"dates.ends_at > {parameters.add(filters.ending_after)}::timestamptz"] if filters.ending_after else []),
    ]


def of_the_list(filters: Filters, parameters: Parameters) -> list[str]:
    """Return the conditions of those whose values are not counted."""
    given = {name: getattr(filters, name) for name in OF_THE_LIST}
    if filters.commune:
        # Who looks for Paris wants its arrondissements, whose codes are their own.
        given["commune"] = with_arrondissements(filters.commune)
    found = [OF_THE_LIST[name].format(parameters.add(value)) for name, value in given.items() if value]
    if filters.near:
        latitude, longitude, km = filters.near
        south, north, west, east = box(*filters.near)
        values = {"latitude": latitude, "longitude": longitude, "km": float(km)}
        values |= {"south": south, "north": north, "west": west, "east": east}
        found.append(
            NEAR.format_map({name: f"{parameters.add(value)}::double precision" for name, value in values.items()})
        )
    return found


def counted(filters: Filters, parameters: Parameters) -> dict[str, str]:
    """Return the conditions of those whose values are counted, by their names."""
    given = ((name, getattr(filters, name)) for name in COUNTED)
    return {name: COUNTED[name].format(parameters.add(value)) for name, value in given if value}


def on_days(filters: Filters, parameters: Parameters) -> list[str]:
    """Return the conditions of the days that are asked for."""
    found = []
    if filters.first_day:
        found.append(f"dates.last_day >= {parameters.add(filters.first_day)}::date")
    if filters.last_day:
        found.append(f"dates.starts_local < {parameters.add(filters.last_day)}::date + 1")
    return found


def earliest_start(filters: Filters) -> datetime | None:
    """Return when, on the clock of its place, a date of one day begins at the earliest; None where any will do."""
    begins = []
    if filters.first_day:
        begins.append(datetime.combine(filters.first_day, datetime.min.time()))
    if filters.ending_after:
        begins.append(filters.ending_after.astimezone(UTC).replace(tzinfo=None) - BEFORE_ANY_CLOCK - LONGEST_EVENING)
    return max(begins, default=None)
