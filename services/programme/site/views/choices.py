"""What can be chosen in each filter, with how many dates there are; what finds nothing is not offered."""

from collections.abc import Iterable, Mapping

from services.programme.listings.bodies.fields import ANY
from services.programme.listings.listing import Tally
from services.programme.site.views.filters import Selection
from services.programme.site.views.words import ACCESSIBILITY, AUDIENCES, PARTS_OF_DAY, language_labels
from shared.editions.rules import format_labels, theme_labels
from shared.french.typography import NO_BREAK, capitalised, grouped
from shared.geography import REGIONS, departments
from shared.geography.regions import COLLECTIVITES

Choices = tuple[tuple[str, str], ...]
"""Value and label."""
KILOMETRES = (5, 10, 20, 50, 100)


def choices_of(chosen: Selection, tally: Tally) -> dict[str, Choices]:
    """Return the choices of each filter by its name, departments apart; yes-or-no filters have one or none."""
    counts: dict[str, dict[str, int]] = {}
    for name, value, number in tally.by_value:
        counts.setdefault(name, {})[value] = number
    labels: dict[str, Iterable[tuple[str, str]]] = {
        "region": region_choices(),
        "theme": theme_labels(chosen.edition).items(),
        "format": format_labels(chosen.edition).items(),
        "audience": [(word, capitalised(label)) for word, label in AUDIENCES.items()],
        "accessibility": [(word, capitalised(label)) for word, label in ACCESSIBILITY.items()],
        "language": [(code, capitalised(language_labels([code])[0])) for code in sorted(counts.get("language", {}))],
        "part": PARTS_OF_DAY.items(),
        "free": [("true", "Gratuit")],
        "online": [("true", "En ligne")],
        "weekend": [("true", "Le week-end")],
    }
    found = {name: counted(words, counts.get(name, {}), chosen.value(name)) for name, words in labels.items()}
    if found["accessibility"]:
        found["accessibility"] = ((ANY, "Accessible, quel que soit le besoin"), *found["accessibility"])
    kilometres = chosen.query.within
    shown = sorted({*KILOMETRES, kilometres})
    return {**found, "within": tuple((str(each), f"à {each}{NO_BREAK}km") for each in shown)}


def department_choices(
    region_code: str | None, counts: Mapping[str, int] | None = None, selected: str = ""
) -> list[tuple[str, Choices]]:
    """Return departments by region; those of one region where it is chosen, those with dates where they are counted."""
    groups = [
        (name, [(part.code, f"{part.name} ({part.code})") for part in departments() if part.region_code == code])
        for code, name in region_choices()
        if region_code in {None, code}
    ]
    if counts is None:
        return [(name, tuple(parts)) for name, parts in groups]
    return [(name, shown) for name, parts in groups if (shown := counted(parts, counts, selected))]


def counts_of(tally: Tally, name: str) -> dict[str, int]:
    """Return how many dates each value of a filter has."""
    return {value: number for filter_name, value, number in tally.by_value if filter_name == name}


def region_choices() -> Choices:
    """Return the regions, then the collectivités d'outre-mer."""
    return tuple((place.code, place.name) for place in (*REGIONS, *COLLECTIVITES))


def counted(labels: Iterable[tuple[str, str]], counts: Mapping[str, int], selected: str) -> Choices:
    """Return those that find something, with their number, and the one that is set in any case."""
    return tuple(
        (value, f"{label} · {grouped(counts[value])}" if value in counts else label)
        for value, label in labels
        if value in counts or value == selected
    )
