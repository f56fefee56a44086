"""The figures of a chamber as charts that are tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.eligibility.desk.rules.figures import CLASSES, Bar, Figures, Named, Spread, bars
from services.eligibility.desk.views import words
from services.eligibility.desk.views.queue import QUEUE, lasting
from shared.contracts.submission import EditionChanged
from shared.editions.rules import ground_labels
from shared.french.typography import plural

FIGURES = f"{QUEUE}/chiffres"
NO_GROUND = {"": "Sans motif nommé"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart."""

    id: str
    title: str
    unit: str
    summary: str
    bars: Sequence[Bar]


def figures_view(edition: EditionChanged, found: Figures) -> dict[str, Any]:
    """Return what the page shows."""
    grounds = {**ground_labels(edition), **NO_GROUND}
    return {
        "charts": [
            Chart(
                id="age",
                title="Depuis quand attendent les dossiers à décider",
                unit="Attente",
                summary=_summary(found.waiting, "dossier", "attend depuis", "le plus ancien"),
                bars=_classes(found.waiting),
            ),
            Chart(
                id="delai",
                title="Temps mis à décider",
                unit="Délai",
                summary=_summary(found.delays, "décision", "a pris", "la plus longue"),
                bars=_classes(found.delays),
            ),
            _of("decisions", "Décisions", "Décision", _labelled(found.verdicts, _verdicts())),
            _of("motifs", "Motifs de refus", "Motif", _labelled(found.grounds, grounds)),
            _of("questions", "Questions ouvertes", "Question", _labelled(found.questions, words.QUESTIONS)),
        ]
    }


def _of(name: str, title: str, unit: str, found: Sequence[Named]) -> Chart:
    return Chart(id=name, title=title, unit=unit, summary="" if found else "Rien encore.", bars=bars(found))


def _verdicts() -> dict[str, str]:
    return {name: label for name, (label, _) in words.VERDICTS.items()}


def _labelled(found: Sequence[Named], labels: Mapping[str, str]) -> list[Named]:
    return [Named(name=labels.get(each.name, each.name), count=each.count) for each in found]


def _classes(spread: Spread) -> list[Bar]:
    return bars([Named(name=name, count=count) for name, count in zip(CLASSES, spread.classes, strict=True)])


def _summary(spread: Spread, what: str, verb: str, longest: str) -> str:
    if spread.median_seconds is None or spread.longest_seconds is None:
        return "Rien encore."
    middle, most = lasting(spread.median_seconds), lasting(spread.longest_seconds)
    return f"{plural(sum(spread.classes), what)} : la moitié {verb} {middle} au plus, {longest} {most}."
