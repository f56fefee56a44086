"""Why there is no plan, where counting alone shows it, in French. Pure."""

from collections.abc import Iterator

from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.shortages import Shortage, find_shortage
from services.matchmaking.planning.rules.windows import allowed_slots
from services.matchmaking.planning.rules.words import MOST_LISTED, numbers
from shared.french.typography import grouped, listed


def evident_reasons(problem: Problem) -> list[str]:
    """Return why no plan can exist; nothing where counting does not tell."""
    windows = allowed_slots(problem)
    none = [number for number, slots in enumerate(windows) if not slots]
    if none:
        return [_without_slot(problem, number) for number in none[:MOST_LISTED]]
    shortages = list(_of_people(problem, windows))
    if not shortages and (total := find_shortage(windows, range(len(windows)), problem.places)):
        shortages = [_of_places(problem, total)]
    return shortages[:MOST_LISTED]


def _of_people(problem: Problem, windows: list[tuple[int, ...]]) -> Iterator[str]:
    for person, meetings in enumerate(problem.meetings_of):
        if shortage := find_shortage(windows, meetings, room=[1] * problem.slots):
            concerned = tuple(each for each in meetings if set(windows[each]) <= set(shortage.slots))
            yield (
                f"Le participant {person + 1} n’a que {_open(shortage)} pour {grouped(len(concerned))} rendez-vous :"
                f" {numbers(concerned)}."
            )


def _of_places(problem: Problem, shortage: Shortage) -> str:
    room = [problem.places[slot] for slot in shortage.slots]
    each = f" ({grouped(room[0])} par créneau)" if len(set(room)) == 1 < len(room) else ""
    return (
        f"{grouped(len(shortage.meetings))} rendez-vous n’ont que {_open(shortage)}, où il y a"
        f" {_counted(sum(room), 'place', 'places')}{each}."
    )


def _without_slot(problem: Problem, number: int) -> str:
    meeting = problem.meetings[number]
    what = f"Le rendez-vous {number + 1} (participants {meeting.people[0] + 1} et {meeting.people[1] + 1})"
    causes = []
    if not problem.slots:
        return f"{what} n’a aucun créneau : il n’y en a aucun."
    if meeting.fixed is not None:
        causes.append(f"fixé au créneau {meeting.fixed + 1}")
    if meeting.session != "any":
        causes.append("du matin" if meeting.session == "morning" else "de l’après-midi")
    for person in meeting.people:
        if problem.forbidden[person]:
            closed = tuple(sorted(problem.forbidden[person]))
            at = "au créneau" if len(closed) == 1 else "aux créneaux"
            causes.append(f"impossible pour le participant {person + 1} {at} {numbers(closed)}")
    if meeting.after:
        causes.append(f"après {numbers(meeting.after)}")
    before = tuple(other for other, each in enumerate(problem.meetings) if number in each.after)
    if before:
        causes.append(f"avant {numbers(before)}")
    return f"{what} n’a aucun créneau : {listed(causes)}."


def _open(shortage: Shortage) -> str:
    slots = f" ({numbers(shortage.slots)})" if shortage.slots else ""
    return f"{_counted(len(shortage.slots), 'créneau possible', 'créneaux possibles')}{slots}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{grouped(count)} {many if count > 1 else one}"
