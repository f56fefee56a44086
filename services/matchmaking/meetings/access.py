"""Who may arrange meetings: those in charge of the event's region, and programs that work for them."""

from shared.http.access import Caller, require_region


def require_in_charge(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` for organisers and for moderators of another region."""
    if caller.role != "service":
        require_region(caller, region_code)
