"""The page of regions that are late."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services.eligibility.desk.rules.late import RegionState, Waiting
from services.eligibility.desk.views import words
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.queue import QUEUE, age
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of, cut_off_of
from shared.french.dates import local_moment
from shared.french.typography import plural
from shared.http.site import Site

LATE = f"{QUEUE}/retards"


def late_view(site: Site, edition: EditionChanged, states: Sequence[RegionState], *, now: datetime) -> dict[str, Any]:
    """Return what the page shows."""
    delays = edition.review_delays
    return {
        "back": site.path(QUEUE),
        "remind": delays.remind,
        "escalate": delays.escalate,
        "hurry": delays.hurry,
        "hurried_remind": delays.hurried_remind,
        "hurried_escalate": delays.hurried_escalate,
        "rows": [_row(site, edition, state, now) for state in states if state.waiting is not None],
        "quiet": [words.region_name(state.region_code) for state in states if state.waiting is None],
    }


def _row(site: Site, edition: EditionChanged, state: RegionState, now: datetime) -> dict[str, Any]:
    waiting, code = state.waiting, state.region_code
    assert waiting is not None  # noqa: S101  rows are of regions in which something waits
    found = cut_off_of(edition, code)
    return {
        "name": words.region_name(code),
        "href": site.path(QUEUE) + Asked({"region": code}).query(),
        "chamber": chamber_of(edition, code),
        "waiting": waiting.waiting,
        "reminded": waiting.reminded,
        "escalated": waiting.escalated,
        "oldest": age(waiting.oldest_since, now) if waiting.oldest_since else "",
        "cut_off": local_moment(*found) if found else "aucune",
        "badge": _badge(state),
        "why": list(_why(state, waiting, now)) if state.is_late else [],
    }


def _badge(state: RegionState) -> tuple[str, str]:
    if state.waiting is not None and state.waiting.escalated:
        return "Des dossiers sont portés à l’équipe nationale", "danger"
    return ("En retard", "waiting") if state.is_late else ("À jour", "success")


def _why(state: RegionState, waiting: Waiting, now: datetime) -> Iterator[str]:
    if not state.moderators:
        yield "Aucun compte ne tient ce bureau : invitez quelqu’un à modérer la région."
    elif state.away == state.moderators == 1:
        yield "La seule personne de ce bureau est absente aujourd’hui ; une autre la remplace."
    elif state.away == state.moderators:
        yield "Toutes les personnes de ce bureau sont absentes aujourd’hui ; d’autres les remplacent."
    if state.last_decided_at is None:
        yield "Personne n’y a encore rien décidé."
    else:
        yield f"Dernière décision d’une personne : il y a {age(state.last_decided_at, now)}."
    if waiting.held:
        yield f"La chambre en a mis {waiting.held} en attente."
    if waiting.question is not None:
        yield (
            f"Question la plus fréquente : « {words.question(waiting.question)} », dans "
            f"{plural(waiting.asked_in, 'dossier')}."
        )
    if state.cut_off is not None and state.cut_off < now:
        yield "La date limite du papier est passée."
