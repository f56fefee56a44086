"""What was decided on a dossier, as its page shows it."""

from collections.abc import Sequence
from typing import Any

from services.eligibility.desk.open_dossier import Opened
from services.eligibility.desk.views import words
from services.eligibility.dossiers.rules.past import PastDecision
from shared.french.dates import moment
from shared.geography.time_zones import PARIS


def history_view(opened: Opened) -> list[dict[str, Any]]:
    """Return the decisions, the last one first."""
    return [_past(each, opened) for each in reversed(_decided(opened.found.history))]


def _decided(history: Sequence[PastDecision]) -> list[PastDecision]:
    """Leave out what changed nothing of the decision before it: what was written then is in the thread."""
    kept: list[PastDecision] = []
    for past in history:
        if not kept or _outcome(past) != _outcome(kept[-1]):
            kept.append(past)
    return kept


def _outcome(past: PastDecision) -> tuple[object, ...]:
    return past.verdict, past.judged_version, past.published_version, past.paper, past.decided_at


def _past(past: PastDecision, opened: Opened) -> dict[str, Any]:
    account = opened.deciders.get(past.version)
    by = words.DECIDERS.get(past.decided_by, past.decided_by)
    chamber = next((each.message for each in past.reasons if each.criterion == "chamber"), "")
    return {
        "verdict": words.verdict(past.verdict),
        "by": f"{words.account_name(account, opened.names)} ({by})" if account else by,
        "at": moment(past.decided_at, PARIS),
        "message": chamber,
        "version": past.judged_version,
        "shown": past.published_version,
        "paper": past.paper,
    }
