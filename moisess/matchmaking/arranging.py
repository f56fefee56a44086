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
from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.arrange import arrange
from services.matchmaking.planning.pairs.read import read_wishes
from services.matchmaking.planning.pairs.wishes import Wishes
from services.matchmaking.planning.replan.read import read_plan
from services.matchmaking.planning.replan.replan import replan
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
        print_json({"status": "unknown"} if found is None else as_json(found))
    elif found is not None:
        show(found, Console(highlight=False))
    if found is None or found.arranged.outcome.plan is None:
        stopped = STOPPED["limit" if found is None else found.arranged.outcome.stopped or "killed"]
        infeasible = found is not None and found.arranged.outcome.status == "infeasible"
        Console(stderr=True, highlight=False).print("Aucun plan." if infeasible else f"Aucun plan connu. {stopped}")
        raise SystemExit(1)


async def _found(
    asked: Wishes,
    before: tuple[Before, ...] | None,
    past: int,
    *,
    fairness: int,
    seconds: float,
    memory_mib: int,
    seed: int,
) -> Found | None:
    if before is None:
        arranged = await arrange(
            asked, fairness=fairness, seconds=seconds, memory_mib=memory_mib, seed=seed, tell=Teller()
        )
        return None if arranged is None else Found(asked, arranged)
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
    return None if replanned is None else Found(asked, replanned.arranged, before, replanned)
