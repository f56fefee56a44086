"""Others of the family, measured: those of ``variants.py``."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.b2b.others import family_table
from benchmarks.b2b.report import write
from benchmarks.b2b.results import DOCS, RESULTS, Answered, Results
from benchmarks.b2b.timed import solve_timed
from benchmarks.b2b.variants import family_of
from services.matchmaking.planning.dzn import read_instance


def family(
    folder: Path,
    *,
    kinds: Sequence[str] = (),
    limit: float = 300,
    only: str = "*",
    again: bool = False,
    to: Path = DOCS,
) -> None:
    """Solve variants of each instance, itself with other fairness, and itself renamed, but for what is known.

    What was measured is written at once: a run that is stopped is gone on with by the same command.

    Parameters
    ----------
    folder
        Its ``.dzn`` files are read.
    kinds
        Some of variants, fairness, renamed; all where none is named.
    limit
        Seconds on the clock for one of them, in one process.
    only
        A pattern of names.
    again
        Forgets first what is known of all kinds, so that everything is measured anew.
    to
        The folder of the report and its figures, which are there already.
    """
    results = Results.load(to / RESULTS)
    if again:
        results.family.clear()
    for file in sorted(folder.glob(f"{only}.dzn")):
        for kind, number, fairness, problem in family_of(read_instance(file.read_text(encoding="utf-8")), kinds):
            if any((file.stem, kind, number) == (each.name, each.kind, each.number) for each in results.family):
                continue
            outcome, processor = solve_timed(problem, fairness, limit)
            answered = Answered(
                name=file.stem,
                kind=kind,
                number=number,
                fairness=fairness,
                status=outcome.status,
                breaks=outcome.breaks,
                processor=round(processor, 1),
            )
            results.family.append(answered)
            results.save(to / RESULTS)
            print(family_table([answered]).splitlines()[-1], flush=True)
    write(results, to)
    print(family_table(results.family))
