"""Who is in charge of a B2B event: those of its region, the national team, and programs that work for them."""

from shared.identity.caller import Caller


def is_in_charge(caller: Caller, region_code: str) -> bool:
    """Return True for whoever arranges an event of this region."""
    if caller.role == "moderator":
        return caller.region_code == region_code
    return caller.role in {"national", "service"}
