"""``moisess matchmaking arrange``: from who wishes to meet whom to a plan, or from a plan to the next."""

import asyncio
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console

from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.matchmaking.arranged import Found, as_json, show
from moisess.matchmaking.telling import STOPPED, Teller, text_of
from services.matchmaking.planning.child_process import Stopped
from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.arrange import Arranged, arrange
from services.matchmaking.planning.pairs.read import read_wishes
from services.matchmaking.planning.pairs.wishes import Wishes
from services.matchmaking.planning.replan.read import read_plan
from services.matchmaking.planning.replan.replan import Replanned, replan
from services.matchmaking.planning.replan.standing import Before


def arrange_file(
    wishes: Path,
    *,
    previous: Path | None = None,
    past: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
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
    previous
        Plan précédent, tel que --json l’a écrit : ce qui est passé, accepté ou imprimé reste, le reste change peu.
    past
        Créneaux déjà passés du plan précédent.
    fairness
        Écart permis entre les nombres de trous de deux participants.
    limit
        Secondes accordées à chacune des étapes.
    memory
        Mémoire accordée à la recherche du plan, en Mio.
    seed
        Graine : la même donne le même résultat.
    json
        Écrit un document JSON sur la sortie standard.
    """
    with said_plainly(Unreadable):
        asked = read_wishes(text_of(wishes).encode())
        if past > asked.slots:
            raise Unreadable(f"--past vaut {past} ; il n’y a que {asked.slots} créneaux.")
        before = read_plan(text_of(previous).encode(), asked) if previous else None
    found = asyncio.run(_found(asked, before, past, fairness=fairness, seconds=limit, memory_mib=memory, seed=seed))
    if json:
        print_json(as_json(found) if isinstance(found, Found) else {"status": "unknown"})
    elif isinstance(found, Found):
        show(found, Console(highlight=False))
    if missing := _why_there_is_no_plan(found):
        Console(stderr=True, highlight=False).print(missing)
        raise SystemExit(1)


def _why_there_is_no_plan(found: Found | Stopped) -> str:
    if not isinstance(found, Found):
        return f"Aucun choix de paires connu. {STOPPED[found]}"
    outcome = found.arranged.outcome
    if outcome.status == "infeasible":
        return "Aucun plan n’existe."
    return "" if outcome.plan is not None else f"Aucun plan connu. {STOPPED[outcome.stopped or 'killed']}"


async def _found(
    asked: Wishes,
    before: tuple[Before, ...] | None,
    past: int,
    *,
    fairness: int,
    seconds: float,
    memory_mib: int,
    seed: int,
) -> Found | Stopped:
    if before is None:
        arranged = await arrange(
            asked, fairness=fairness, seconds=seconds, memory_mib=memory_mib, seed=seed, tell=Teller()
        )
        return Found(asked, arranged) if isinstance(arranged, Arranged) else arranged
    replanned = await replan(
        asked,
        before,
        past=past,
        fairness=fairness,
        seconds=seconds,
        memory_mib=memory_mib,
        seed=seed,
        tell=Teller(),
    )
    if not isinstance(replanned, Replanned):
        return replanned
    return Found(asked, replanned.arranged, before, replanned)
