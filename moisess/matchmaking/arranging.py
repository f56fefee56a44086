"""``moisess matchmaking arrange``: from who wishes to meet whom to a plan."""

import asyncio
import re
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console

from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.matchmaking.telling import STOPPED, Teller, text_of
from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.arrange import Arranged, arrange
from services.matchmaking.planning.pairs.read import read_wishes
from services.matchmaking.planning.pairs.wishes import Wishes
from shared.french.typography import plural

NUMBERED = re.compile(r"(?P<article>[Ll]e )participant (?P<one>\d+)|participants (?P<first>\d+) et (?P<second>\d+)")


def arrange_file(
    wishes: Path,
    *,
    fairness: Annotated[int, Parameter(validator=Number(gte=0))] = 2,
    limit: Annotated[float, Parameter(validator=Number(gt=0, lte=86_400))] = 60,
    memory: Annotated[int, Parameter(validator=Number(gte=128))] = 1_400,
    seed: Annotated[int, Parameter(validator=Number(gte=0, lte=1_000_000_000))] = 0,
    json: bool = False,
) -> None:
    """Choisit les paires les plus souhaitées, puis les place avec le moins de trous (code de sortie 1 sans plan).

    Parameters
    ----------
    wishes
        Document JSON : créneaux, places, participants, souhaits, refus (docs/souhaits.md le décrit).
    fairness
        Écart permis entre les nombres de trous de deux participants.
    limit
        Secondes accordées à chacune des deux étapes.
    memory
        Mémoire accordée à la recherche du plan, en Mio.
    seed
        Graine : la même donne le même résultat.
    json
        Écrit un document JSON sur la sortie standard.
    """
    with said_plainly(Unreadable):
        asked = read_wishes(text_of(wishes).encode())
    arranged = asyncio.run(
        arrange(asked, fairness=fairness, seconds=limit, memory_mib=memory, seed=seed, tell=Teller())
    )
    if json:
        print_json(_as_json(asked, arranged))
    elif arranged is not None:
        _show(asked, arranged, Console(highlight=False))
    if arranged is None or arranged.outcome.plan is None:
        stopped = STOPPED["limit" if arranged is None else arranged.outcome.stopped or "killed"]
        infeasible = arranged is not None and arranged.outcome.status == "infeasible"
        Console(stderr=True, highlight=False).print("Aucun plan." if infeasible else f"Aucun plan connu. {stopped}")
        raise SystemExit(1)


def _as_json(asked: Wishes, arranged: Arranged | None) -> dict[str, Any]:
    if arranged is None:
        return {"status": "unknown"}
    choice, outcome = arranged.choice, arranged.outcome
    slots = outcome.plan or [None] * len(choice.pairs)
    return {
        "status": outcome.status,
        "value": choice.value,
        "value_bound": arranged.bound,
        "wishes": len(asked.wishes),
        "wishes_met": arranged.wishes_met,
        "missing": [
            {"participant": asked.participants[person].name, "meetings": missing}
            for person, missing in enumerate(choice.missing)
            if missing
        ],
        "breaks": outcome.breaks,
        "bound": None if outcome.status == "infeasible" else outcome.bound,
        "fairness": outcome.fairness,
        "seconds": round(outcome.seconds, 3),
        "meetings": [
            {
                "people": [asked.participants[person].name for person in pair],
                "slot": None if slot is None else slot + 1,
            }
            for pair, slot in zip(choice.pairs, slots, strict=True)
        ],
        "reasons": [_named(asked, reason) for reason in outcome.reasons],
    }


def _show(asked: Wishes, arranged: Arranged, console: Console) -> None:
    choice, outcome = arranged.choice, arranged.outcome
    console.print(
        f"{plural(len(choice.pairs), 'paire')} sur {len(asked.values)} possibles, {plural(choice.value, 'point')} sur"
        f" {arranged.bound} au plus ; {plural(arranged.wishes_met, 'souhait')} sur {len(asked.wishes)}.",
        soft_wrap=True,
    )
    for person, missing in enumerate(choice.missing):
        if missing:
            name = asked.participants[person].name
            console.print(f"  {name} : {missing} rendez-vous de moins que le minimum.", markup=False, soft_wrap=True)
    if outcome.plan is None:
        for reason in outcome.reasons:
            console.print(f"  {_named(asked, reason)}", markup=False, soft_wrap=True)
        return
    proof = "le minimum, prouvé" if outcome.status == "optimal" else f"au moins {outcome.bound}"
    console.print(f"{plural(outcome.breaks or 0, 'trou')} ({proof}), écart de {outcome.fairness}.")
    if outcome.stopped:
        console.print(STOPPED[outcome.stopped])
    for slot, pair in sorted(zip(outcome.plan, choice.pairs, strict=True)):
        one, other = (asked.participants[person].name for person in pair)
        console.print(f"Créneau {slot + 1} : {one} – {other}", markup=False, soft_wrap=True)


def _named(asked: Wishes, reason: str) -> str:
    """Call participants by their names, who have only numbers where meetings are placed."""

    def name(number: str) -> str:
        return asked.participants[int(number) - 1].name

    return NUMBERED.sub(
        lambda found: name(found["one"]) if found["one"] else f"{name(found['first'])} et {name(found['second'])}",
        reason,
    )
