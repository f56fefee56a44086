"""Who may take back what was found of a structure."""

from shared.identity.caller import Caller, require, require_region


def require_chamber_of(caller: Caller, region_code: str | None) -> None:
    """Raise ``NotAllowed`` unless the caller is of the structure's region; where it has none, the national team is."""
    if region_code is None:
        require(caller, "national")
    else:
        require_region(caller, region_code)
