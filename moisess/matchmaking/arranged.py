"""Pairs and their plan, for people and for programs."""

import re
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from moisess.matchmaking.telling import STOPPED
from services.matchmaking.planning.pairs.arrange import Arranged
from services.matchmaking.planning.pairs.wishes import Wishes
from services.matchmaking.planning.replan.replan import Replanned
from services.matchmaking.planning.replan.standing import Before, Difference
from shared.french.typography import plural

NUMBERED = re.compile(r"[Ll]e participant (?P<one>\d+)|participants (?P<first>\d+) et (?P<second>\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked, what was found, and what stood before."""

    asked: Wishes
    arranged: Arranged
    before: tuple[Before, ...] = ()
    replanned: Replanned | None = None

    def name(self, person: int) -> str:
        """Return the name of a participant."""
        return self.asked.participants[person].name

    def named(self, reason: str) -> str:
        """Call participants by their names, who have only numbers where meetings are placed."""
        return NUMBERED.sub(
            lambda found: " et ".join(self.name(int(number) - 1) for number in found.groups() if number), reason
        )


def as_json(found: Found) -> dict[str, Any]:
    """Return one document, which can be given as the previous plan of the next."""
    choice, outcome = found.arranged.choice, found.arranged.outcome
    slots = outcome.plan or [None] * len(choice.pairs)
    states = {each.pair: each.state for each in found.before}
    was = {each.pair: each.slot for each in found.before}
    document: dict[str, Any] = {
        "status": outcome.status,
        "value": choice.value,
        "value_bound": found.arranged.bound,
        "wishes": len(found.asked.wishes),
        "wishes_met": found.arranged.wishes_met,
        "missing": [
            {"participant": found.name(person), "meetings": missing}
            for person, missing in enumerate(choice.missing)
            if missing
        ],
        "breaks": outcome.breaks,
        "bound": None if outcome.status == "infeasible" else outcome.bound,
        "fairness": outcome.fairness,
        "seconds": round(outcome.seconds, 3),
        "meetings": [
            {
                "people": [found.name(person) for person in pair],
                "slot": None if slot is None else slot + 1,
                "state": states[pair] if pair in states and was[pair] == slot else "proposed",
            }
            for pair, slot in zip(choice.pairs, slots, strict=True)
        ],
        "reasons": [found.named(reason) for reason in outcome.reasons],
    }
    if found.replanned is not None:
        document["fewest_changes"] = found.replanned.fewest
        document["differences"] = [_difference(each) for each in found.replanned.differences]
    return document


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "people": each.names,
        "before": None if each.before is None else each.before + 1,
        "after": None if each.after is None else each.after + 1,
        "reason": each.reason,
    }


def show(found: Found, console: Console) -> None:
    """Print the choice, the plan and what it changes."""
    choice, outcome = found.arranged.choice, found.arranged.outcome

    def line(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    line(
        f"{plural(len(choice.pairs), 'paire')} sur {len(found.asked.values)} possibles, {plural(choice.value, 'point')}"
        f" sur {found.arranged.bound} au plus ; {plural(found.arranged.wishes_met, 'souhait')} sur"
        f" {len(found.asked.wishes)}."
    )
    for person, missing in enumerate(choice.missing):
        if missing:
            line(f"  {found.name(person)} : {missing} rendez-vous de moins que le minimum.")
    for reason in outcome.reasons:
        line(f"  {found.named(reason)}")
    if outcome.plan is None:
        return
    proof = "le minimum, prouvé" if outcome.status == "optimal" else f"au moins {outcome.bound}"
    line(f"{plural(outcome.breaks or 0, 'trou')} ({proof}), écart de {outcome.fairness}.")
    if outcome.stopped:
        line(STOPPED[outcome.stopped])
    for slot, pair in sorted(zip(outcome.plan, choice.pairs, strict=True)):
        line(f"Créneau {slot + 1} : {found.name(pair[0])} – {found.name(pair[1])}")
    if found.replanned is not None:
        least = ", le moins possible" if found.replanned.fewest else ""
        line(f"{plural(len(found.replanned.differences), 'différence')}{least} :")
        for each in found.replanned.differences:
            line(f"  {' – '.join(each.names)} : {_change(each)}")


def _change(each: Difference) -> str:
    reason = f" ({each.reason})" if each.reason else ""
    if each.before is None:
        return f"nouveau, au créneau {(each.after or 0) + 1}"
    if each.after is None:
        return f"annulé, au créneau {each.before + 1}{reason}"
    return f"du créneau {each.before + 1} au créneau {each.after + 1}{reason}"
