"""The tables beside that of the published instances: others of their family, and large events."""

from collections.abc import Sequence

from benchmarks.b2b.results import PROVEN, Answered, Compared, Event, Result

FAMILY = """\
**Others of the family**, made from these by `benchmarks/b2b/variants.py` with one seed (they are not the paper’s
files), and the same with other fairness or with people and meetings in another order; one process each."""
FAMILY_COLUMNS = ("kind", "instances", "proven", "of these impossible", "together, s", "worst, s", "which")
FAMILY_HEADER = f"| {' | '.join(FAMILY_COLUMNS)} |\n| --- |{' --: |' * (len(FAMILY_COLUMNS) - 2)} --- |"
COMPARED = """\
**Other solvers on the same instances**, fairness 2, one process, seconds of a processor (`benchmarks/b2b/rivals.py`;
what the planner was chosen among: `decisions/0022`). Each was measured beside whatever else the machine did then."""
EVENTS = """\
**Large events**, drawn by `benchmarks/b2b/large.py`: 600 participants, 4,000 wishes worth 1 to 10, 24 slots, 150
places, caps from 8 to 20, one in five away in two slots and one in five in four. Pairs are chosen and proven best, then
placed; *at least* so many breaks follow from who is away when. One search on one processor."""
EVENT_COLUMNS = (
    *("seed", "limit, s", "seconds on the clock", "pairs", "points", "at most", "breaks", "at least"),
    "memory, MiB",
)
EVENT_HEADER = f"| {' | '.join(EVENT_COLUMNS)} |\n|{' --: |' * len(EVENT_COLUMNS)}"


def compared_table(instances: Sequence[Result], compared: Sequence[Compared]) -> str:
    """Return one row an instance, one column a solver: seconds of a processor."""
    solvers = list(dict.fromkeys(each.solver for each in compared))
    found = {(each.name, each.solver): each for each in compared}
    took = {solver: [_took(found.get((each.name, solver))) for each in instances] for solver in solvers}
    rows = [
        f"| instance | this planner | {' | '.join(solvers)} |",
        f"| --- | --: |{' --: |' * len(solvers)}",
        *(
            f"| {each.name} | {each.processor:.1f} | {' | '.join(took[solver][number] for solver in solvers)} |"
            for number, each in enumerate(instances)
        ),
    ]
    ended = [sum(each.solver == solver and each.processor is not None for each in compared) for solver in solvers]
    proven = sum(each.status in PROVEN for each in instances)
    return "\n".join([*rows, f"| proven | {proven} | {' | '.join(map(str, ended))} |"])


def _took(compared: Compared | None) -> str:
    if compared is None:
        return ""
    return f"> {compared.limit:g}" if compared.processor is None else f"{compared.processor:.1f}"


def family_table(answered: Sequence[Answered]) -> str:
    """Say for each kind how many were answered, and how long the worst of them took."""
    rows = [FAMILY_HEADER]
    for kind in dict.fromkeys(each.kind for each in answered):
        of_kind = [each for each in answered if each.kind == kind]
        proven = [each for each in of_kind if each.status in PROVEN]
        none = sum(each.status == "infeasible" for each in of_kind)
        worst = max(of_kind, key=lambda each: each.processor)
        together = sum(each.processor for each in of_kind)
        cells = [kind, len(of_kind), len(proven), none, f"{together:.1f}", f"{worst.processor:.1f}", worst.name]
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows)


def events_table(events: Sequence[Event]) -> str:
    """Return one row an event and limit."""
    rows = [
        f"| {each.seed} | {each.limit:g} | {each.seconds:.1f} | {each.pairs} | {each.value} | {each.value_bound} |"
        f" {each.breaks} | {each.bound} | {each.memory_mib} |"
        for each in events
    ]
    return "\n".join([EVENT_HEADER, *rows])
