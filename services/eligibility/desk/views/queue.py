"""A queue as its page shows it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.eligibility.desk.bodies.several import PICKED
from services.eligibility.desk.read_queue import Queue
from services.eligibility.desk.rules.queue import Alike, Entry, Facet, Wanted, counts, total
from services.eligibility.desk.rules.regions import EVERYWHERE, NATIONAL
from services.eligibility.desk.rules.saved_views import LONGEST_NAME, SavedView
from services.eligibility.desk.views import words
from services.eligibility.desk.views.asked import NAMES, STAGES, Asked
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of, cut_off_of, format_labels, theme_labels
from shared.french.dates import local_moment
from shared.french.places import town_of
from shared.french.typography import plural
from shared.geography.regions import BY_CODE
from shared.http.site import DESK_PATH, Site
from shared.identity.caller import Caller

QUEUE = DESK_PATH
SAVED_VIEWS = f"{QUEUE}/vues"
DAY_SECONDS = 86_400
LABELS: Mapping[Facet, str] = {
    "question": "Question ouverte",
    "theme": "Thème",
    "format": "Format",
    "novelty": "Nouveauté",
    "assigned": "Confiée",
}
MASCULINE: frozenset[Facet] = frozenset({"theme", "format"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter with the values that lead to something."""

    name: str
    label: str
    every: str
    """What stands for no choice."""
    chosen: str
    values: Sequence[tuple[str, str]]


def queue_view(
    site: Site,
    queue: Queue,
    caller: Caller,
    asked: Asked,
    *,
    found: Sequence[Alike],
    entries: Sequence[Entry],
    saved: Sequence[SavedView],
    names: Mapping[str, str],
    now: datetime,
) -> dict[str, Any]:
    """Return what the page shows."""
    wanted, edition = asked.wanted(), queue.edition
    counted = counts(found, wanted)
    return {
        "path": site.path(QUEUE),
        "asked": asked,
        "heading": _heading(edition, caller, asked),
        "cut_off": _cut_off(edition, asked.region or caller.region_code or ""),
        "total": total(found, wanted),
        "saved_views": [(view.name, site.path(QUEUE) + view.query, view.query == asked.query()) for view in saved],
        "longest_name": LONGEST_NAME,
        "stages": [
            (words.STAGES[stage], _tab(site, asked, name), stage == wanted.stage) for name, stage in STAGES.items()
        ],
        "choices": [_choice(edition, facet, counted[facet], wanted) for facet in LABELS],
        "regions": region_choices(caller, queue.stood_in),
        "stood_in": [words.region_name(code) for code in queue.stood_in],
        "caller_is_moderator": caller.role == "moderator",
        "picked_name": PICKED,
        "can_pick": wanted.stage in {"open", "held", "asked"} and len(entries) > 1,
        "one_organiser": _one_organiser(site, asked, entries),
        "rows": [_row(site, entry, asked, names, now) for entry in entries],
    }


def dossier_path(site: Site, manifestation_id: object, asked: Asked, **more: str) -> str:
    """Return the address of a dossier that was reached from a queue, and leads back to it."""
    return site.path(f"{QUEUE}/dossiers/{manifestation_id}") + asked.query(**more)


def age(since: datetime, now: datetime) -> str:
    """Say how long ago: ``3 jours``, ``5 heures``, ``un instant``."""
    return lasting((now - since).total_seconds())


def lasting(seconds: float) -> str:
    """Say for how long, in the largest whole unit."""
    for size, word in ((DAY_SECONDS, "jour"), (3600, "heure"), (60, "minute")):
        if seconds >= size:
            return plural(int(seconds // size), word)
    return "un instant"


def _tab(site: Site, asked: Asked, stage: str) -> str:
    """Return the address of a stage, without the filters, whose values may be others there."""
    return site.path(QUEUE) + asked.only("region").query(etat=stage)


def _row(site: Site, entry: Entry, asked: Asked, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    manifestation = entry.manifestation
    content = manifestation.content
    places = [each.place for each in content.occurrences if each.place]
    place = content.place or next(iter(places), None)
    return {
        "id": str(entry.manifestation_id),
        "version": entry.version,
        "href": dossier_path(site, entry.manifestation_id, asked),
        "title": content.title,
        "organiser": manifestation.organiser.name,
        "where": town_of(place) if place else "en ligne",
        "region": words.region_name(entry.desk_region),
        "starts_at": content.starts_at,
        "ends_at": content.ends_at,
        "zone": content.time_zone,
        "questions": [words.question(code) for code in entry.questions],
        "novelty": words.NOVELTIES[entry.novelty],
        "online": entry.is_published,
        "age": age(entry.opened_at, now),
        "assigned": words.account_name(entry.assigned_to, names) if entry.assigned_to else "",
        "reader": words.account_name(entry.reader, names) if entry.reader else "",
        "verdict": words.verdict(entry.verdict),
        "decided": f"par {words.DECIDERS.get(entry.decided_by, entry.decided_by)}, il y a {age(entry.decided_at, now)}",
        "overdue": _overdue(entry),
        "settled": entry.verdict != "to_review",
    }


def _one_organiser(site: Site, asked: Asked, entries: Sequence[Entry]) -> dict[str, str] | None:
    """Return whose dossiers alone are shown, and the way back to everybody's; None where all are shown."""
    if asked.wanted().structure_id is None:
        return None
    name = entries[0].manifestation.organiser.name if entries else ""
    return {"name": name, "everybody": site.path(QUEUE) + asked.query(organisateur="")}


def _overdue(entry: Entry) -> str:
    if entry.escalated_at is not None:
        return "Portée à l’équipe nationale"
    return "Rappelée à la chambre" if entry.reminded_at is not None else ""


def _choice(edition: EditionChanged, facet: Facet, counted: Counter[str], wanted: Wanted) -> Choice:
    by_facet: Mapping[Facet, Mapping[str, str]] = {
        "question": {code: words.question(code) for code in counted},
        "theme": theme_labels(edition),
        "format": format_labels(edition),
        "novelty": dict(words.NOVELTIES.items()),
        "assigned": dict(words.ASSIGNED.items()),
    }
    labels = by_facet[facet]
    chosen = getattr(wanted, facet) or ""
    values = {chosen, *counted} - {""}
    ordered = sorted(values, key=lambda value: (-counted[value], labels.get(value, value)))
    return Choice(
        name=NAMES[facet],
        label=LABELS[facet],
        every="Tous" if facet in MASCULINE else "Toutes",
        chosen=chosen,
        values=[(value, f"{labels.get(value, value)} ({counted[value]})") for value in ordered],
    )


def _heading(edition: EditionChanged, caller: Caller, asked: Asked) -> str:
    if asked.region == EVERYWHERE:
        return "Toutes les régions"
    code = asked.region if asked.region in BY_CODE else caller.region_code
    return f"{words.region_name(code)} : {chamber_of(edition, code)}" if code else "Équipe nationale"


def _cut_off(edition: EditionChanged, region_code: str) -> str:
    found = cut_off_of(edition, region_code)
    return local_moment(*found) if found else ""


def region_choices(caller: Caller, stood_in: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the queues that somebody may choose among; none where there is one alone."""
    if caller.role == "national":
        own = (NATIONAL, "Ce qui revient à l’équipe nationale")
        return [own, (EVERYWHERE, "Toutes les régions"), *((place.code, place.name) for place in BY_CODE.values())]
    if not stood_in:
        return []
    codes = (caller.region_code or "", *stood_in)
    return [("", "La mienne et celles que je remplace"), *((code, words.region_name(code)) for code in codes)]
