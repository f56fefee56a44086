"""How often what is registered twice is found, and what is not is left alone: 200 labelled pairs, made by rule.

They are made of the demonstration's own manifestations, all fictitious: half of them twins, as two people enter the
same manifestation, half near misses, as honest agendas have them. ``python -m benchmarks.duplicates`` prints the table
of docs/duplicates.md.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from services.submission.editions.first import first_edition
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.submission import EditionChanged
from shared.twins import Features, are_twins, features_of, telling

Body = dict[str, Any]
Change = Callable[[Body, Body], Body]
"""Makes the second of a pair of the first, and of another manifestation where it needs one."""

SAMPLE = Path(__file__).parents[1] / "moisess" / "sample" / "manifestations.jsonl"
BASES: Final = 20
"""Each gives one pair of every kind."""
CITY = {"name": "Agenda de la ville", "siret": "99999901400015"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the pairs of a kind have in common."""

    name: str
    twins: bool
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many pairs of one kind were taken for twins."""

    kind: Kind
    pairs: int
    taken: int


def measure() -> list[Found]:
    """Compare every pair."""
    edition, bases = first_edition(now=datetime(2026, 1, 1, tzinfo=UTC)), _bases()
    found = []
    for kind in KINDS:
        pairs = [(base, kind.change(deepcopy(base), bases[at - 1])) for at, base in enumerate(bases)]
        if kind.name == SERIES:
            pairs = [({**base, "title": f"{base['title']} (groupe 1)"}, other) for base, other in pairs]
        if kind.name == GENERIC:
            pairs = [({**base, "title": "Portes ouvertes"}, other) for base, other in pairs]
        if kind.name == PARALLEL:
            pairs = [({**base, "title": f"Atelier {telling(base['title'])[-1]}"}, other) for base, other in pairs]
        taken = sum(are_twins(_features(one, edition), _features(other, edition)) for one, other in pairs)
        found.append(Found(kind=kind, pairs=len(pairs), taken=taken))
    return found


def precision(found: list[Found]) -> float:
    """Return how many of those that were taken for twins are."""
    taken = sum(each.taken for each in found)
    return sum(each.taken for each in found if each.kind.twins) / taken if taken else 1.0


def recall(found: list[Found]) -> float:
    """Return how many of the twins were taken for twins."""
    twins = [each for each in found if each.kind.twins]
    return sum(each.taken for each in twins) / sum(each.pairs for each in twins)


def table(found: list[Found]) -> str:
    """Return what the page shows."""
    lines = ["| pairs | are | of | taken for one |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {each.kind.name} | {'one' if each.kind.twins else 'two'} | {each.pairs} | {each.taken} |" for each in found
    ]
    lines += ["", f"Precision {precision(found):.2f}, recall {recall(found):.2f}."]
    return "\n".join(lines)


def _bases() -> list[Body]:
    """Return those that are at one place on one date, each organiser once."""
    with SAMPLE.open(encoding="utf-8") as lines:
        bodies = [json.loads(line) for line in lines]
    fit = {
        body["organiser"]["name"]: body
        for body in bodies
        if body.get("place", {}).get("address") and len(body["occurrences"]) == 1 and _lasts(body) <= timedelta(hours=9)
    }
    return list(islice(fit.values(), BASES))


def _features(body: Body, edition: EditionChanged) -> Features:
    registration = registration_of(read_manifestation(body, edition=edition), UUID(int=1), edition=edition)
    return features_of(registration.organiser, registration.content)


def _lasts(body: Body) -> timedelta:
    [date] = body["occurrences"]
    if "T" not in date["starts_at"]:
        return timedelta(days=1)
    return datetime.fromisoformat(date["ends_at"]) - datetime.fromisoformat(date["starts_at"])


def _moved(body: Body, by: timedelta) -> Body:
    for date in body["occurrences"]:
        for name in ("starts_at", "ends_at"):
            date[name] = (datetime.fromisoformat(date[name]) + by).isoformat()
    return body


def _written_anew(body: Body, _: Body) -> Body:
    """Capitals, no number, the same place."""
    return body | {"title": body["title"].upper().replace("’", " "), "organiser": {"name": body["organiser"]["name"]}}


def _by_the_city(body: Body, _: Body) -> Body:
    """Another organiser's name, half an hour later, a remark in the title."""
    return _moved(body, timedelta(minutes=30)) | {"title": f"{body['title']} (entrée libre)", "organiser": CITY}


def _shortened(body: Body, _: Body) -> Body:
    """Half of the title, the place called by its address."""
    words = body["title"].split()
    place = {**body["place"], "name": body["place"]["address"]}
    return body | {"title": " ".join(words[: max(3, len(words) // 2 + 1)]), "place": place}


def _whole_day(body: Body, _: Body) -> Body:
    """Nobody knew the hours, and two letters are the wrong way round."""
    day = body["occurrences"][0]["starts_at"][:10]
    title = body["title"]
    return body | {
        "title": f"{title[:5]}{title[6]}{title[5]}{title[7:]}",
        "occurrences": [{"starts_at": day, "ends_at": day}],
    }


def _among_several(body: Body, _: Body) -> Body:
    """One of three dates, the theme in front, another address."""
    before = _moved(deepcopy(body), timedelta(minutes=-15))["occurrences"]
    others = [_moved(deepcopy(body), timedelta(days=days))["occurrences"][0] for days in (1, 2)]
    place = {**body["place"], "address": "À l’accueil"}
    return body | {"title": f"Mois de l’ESS : {body['title']}", "occurrences": [*before, *others], "place": place}


def _next_week(body: Body, _: Body) -> Body:
    back = body["occurrences"][0]["starts_at"][8:10] > "20"
    return _moved(body, timedelta(days=-7 if back else 7))


def _second_group(body: Body, _: Body) -> Body:
    return body | {"title": f"{body['title']} (groupe 2)"}


def _in_parallel(body: Body, other: Body) -> Body:
    return body | {"title": f"Atelier {telling(other['title'])[-1]}"}


def _next_door(body: Body, other: Body) -> Body:
    place = {**other["place"], **{name: body["place"][name] for name in ("postcode", "commune_code")}}
    return body | {"title": "Portes ouvertes", "organiser": other["organiser"], "place": place}


def _later_that_day(body: Body, _: Body) -> Body:
    lasts = _lasts(body) + timedelta(minutes=15)
    return _moved(body, lasts if int(body["occurrences"][0]["starts_at"][11:13]) < 13 else -lasts)  # noqa: PLR2004


SERIES, PARALLEL, GENERIC = (
    "numbered groups of the same",
    "two workshops of one organiser at once, one word of the title in common",
    "« Portes ouvertes » of two organisers in one town at once",
)
KINDS: Final = (
    Kind(name="typed again in capitals, without a number", twins=True, change=_written_anew),
    Kind(name="typed by the city under its name, half an hour later", twins=True, change=_by_the_city),
    Kind(name="half of the title, the place by its address", twins=True, change=_shortened),
    Kind(name="hours unknown, a slip in the title", twins=True, change=_whole_day),
    Kind(name="one of three dates, other address, longer title", twins=True, change=_among_several),
    Kind(name="the same a week before or after", twins=False, change=_next_week),
    Kind(name="the same again later or earlier that day", twins=False, change=_later_that_day),
    Kind(name=SERIES, twins=False, change=_second_group),
    Kind(name=PARALLEL, twins=False, change=_in_parallel),
    Kind(name=GENERIC, twins=False, change=_next_door),
)

if __name__ == "__main__":
    print(table(measure()))
