"""Who may read what is printed before it is: those in charge of the region, and programs that work for them."""

from shared.identity.caller import Caller, require_region


def require_in_charge(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` for organisers and for moderators of another region."""
    if caller.role != "service":
        require_region(caller, region_code)
