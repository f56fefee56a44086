"""Who may read a dossier and decide on it."""

from shared.identity.caller import Caller, require, require_region


def require_chamber(caller: Caller, region_code: str | None) -> None:
    """Raise ``NotAllowed`` unless the caller decides for this region; for none, the national team alone does."""
    if region_code is None:
        require(caller, "national")
    else:
        require_region(caller, region_code)
