"""Who looks after a manifestation, and who acts for them. Pure."""

from services.submission.manifestations.rules.manifestation import Manifestation
from shared.identity.caller import Caller


def looks_after(manifestation: Manifestation, caller: Caller) -> bool:
    """Return True for the members of its team; without one, for its owner."""
    if manifestation.team_id is not None:
        return manifestation.team_id in caller.team_ids
    return manifestation.owner_id == caller.account_id


def acts_for(manifestation: Manifestation, caller: Caller) -> bool:
    """Return True for the chamber in charge and the national team, who act in the organiser's name."""
    if caller.role == "national":
        return True
    region_code = caller.region_code
    return caller.role == "moderator" and region_code is not None and region_code == manifestation.chamber_region


def is_open_to(manifestation: Manifestation, caller: Caller) -> bool:
    """Return True for whoever may read it and change it; for everybody else it is not there."""
    return looks_after(manifestation, caller) or acts_for(manifestation, caller)


def is_alone(manifestation: Manifestation, caller: Caller) -> bool:
    """Return True for the owner of a manifestation that no team looks after."""
    return manifestation.team_id is None and manifestation.owner_id == caller.account_id
