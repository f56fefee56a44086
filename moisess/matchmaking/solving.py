"""``moisess matchmaking solve``: meetings of the published benchmark get their slots."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console

from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.matchmaking.telling import STOPPED, Teller, text_of
from services.matchmaking.planning.dzn import read_instance
from services.matchmaking.planning.errors import NoChecker, Unreadable
from services.matchmaking.planning.proof import write_proofs
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.reasons import evident_reasons
from services.matchmaking.planning.solve import Outcome, solve
from services.matchmaking.planning.verify_proof import holds
from shared.french.typography import listed, plural


class NotProven(Exception):
    """A proof does not stand its check; the message is French."""


def solve_file(
    instance: Path,
    *,
    fairness: Annotated[int, Parameter(validator=Number(gte=0))] = 2,
    limit: Annotated[float, Parameter(validator=Number(gt=0, lte=86_400))] = 60,
    memory: Annotated[int, Parameter(validator=Number(gte=128))] = 1_400,
    seed: Annotated[int, Parameter(validator=Number(gte=0, lte=1_000_000_000))] = 0,
    proof: Path | None = None,
    json: bool = False,
) -> None:
    """Place les rendez-vous d’un fichier avec le moins de trous possible (code de sortie 1 si aucun plan n’est connu).

    Parameters
    ----------
    instance
        Fichier .dzn du banc d’essai publié.
    fairness
        Écart permis entre les nombres de trous de deux participants.
    limit
        Secondes accordées ; le meilleur plan trouvé jusque-là est rendu.
    memory
        Mémoire accordée à la recherche, en Mio.
    seed
        Graine : la même donne le même plan.
    proof
        Dossier où écrire pourquoi il n’y a pas mieux (ou pas de plan) : clauses DIMACS et réfutation DRAT, vérifiées
        par un programme indépendant. Hors du temps accordé.
    json
        Écrit un document JSON sur la sortie standard.
    """
    with said_plainly(Unreadable):
        problem = read_instance(text_of(instance))
    outcome = asyncio.run(solve(problem, fairness=fairness, seconds=limit, memory_mib=memory, seed=seed, tell=Teller()))
    if json:
        print_json(_as_json(outcome))
    else:
        _show(outcome, Console(highlight=False))
    if proof is not None and outcome.status in {"optimal", "infeasible"}:
        with said_plainly(NotProven, NoChecker):
            _prove(problem, proof, fairness=fairness, breaks=outcome.breaks)
    if outcome.status == "unknown":
        Console(stderr=True, highlight=False).print(f"Aucun plan connu. {STOPPED[outcome.stopped or 'killed']}")
        raise SystemExit(1)


def _prove(problem: Problem, folder: Path, *, fairness: int, breaks: int | None) -> None:
    if evident_reasons(problem):
        print("Un compte suffit à montrer qu’il n’y a pas de plan : aucune preuve n’est écrite.", file=sys.stderr)
        return
    proofs = write_proofs(problem, folder, fairness=fairness, breaks=breaks)
    if not proofs:
        print("Zéro trou : il n’y a rien à prouver.", file=sys.stderr)
    for each in proofs:
        if not holds(each.clauses, each.refutation):
            raise NotProven(f"{each.refutation} ne réfute pas {each.clauses}.")
        print(f"Preuve vérifiée : {each.refutation} réfute {each.clauses}.", file=sys.stderr)


def _as_json(outcome: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = {
        "status": outcome.status,
        "breaks": outcome.breaks,
        "bound": None if outcome.status == "infeasible" else outcome.bound,
        "fairness": outcome.fairness,
        "seconds": round(outcome.seconds, 3),
        "slots": None if outcome.plan is None else [slot + 1 for slot in outcome.plan],
    }
    if outcome.status == "infeasible":
        found["reasons"] = list(outcome.reasons)
    return found


def _show(outcome: Outcome, console: Console) -> None:
    if outcome.status == "infeasible":
        console.print("Aucun plan n’existe.")
        for reason in outcome.reasons:
            console.print(f"  {reason}")
    if outcome.plan is None:
        return
    proof = "le minimum, prouvé" if outcome.status == "optimal" else f"au moins {outcome.bound}"
    console.print(
        f"{plural(outcome.breaks or 0, 'trou')} ({proof}), écart de {outcome.fairness}, {outcome.seconds:.1f} s."
    )
    if outcome.stopped:
        console.print(STOPPED[outcome.stopped])
    for slot in sorted(set(outcome.plan)):
        numbers = [str(number) for number, chosen in enumerate(outcome.plan, start=1) if chosen == slot]
        console.print(f"Créneau {slot + 1} : rendez-vous {listed(numbers)}.", soft_wrap=True)
