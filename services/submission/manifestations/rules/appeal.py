"""When an organiser may ask for a refusal to be looked at again. Pure."""

from services.submission.manifestations.rules.decisions import is_final
from services.submission.manifestations.rules.status import Status
from shared.contracts.submission import State


def may_appeal(state: State, status: Status) -> bool:
    """Return True for what is refused as it stands, unless the last who may look at it again has done so."""
    return state != "withdrawn" and status.verdict == "refused" and not is_final(status.reasons)
