"""Who may read a dossier and decide on it."""

from collections.abc import Collection

from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.eligibility import DecidedBy
from shared.errors import NotAllowed
from shared.identity.caller import Caller, require, require_region


def require_reader(caller: Caller, dossier: Dossier) -> None:
    """Raise ``NotAllowed`` unless the caller decides on this dossier; who refused it does not hear the appeal."""
    require_chamber(caller, dossier.desk_region)
    if dossier.appeal is not None:
        refuse_barred(caller, dossier.appeal.barred)


def refuse_barred(caller: Caller, barred: Collection[str]) -> None:
    """Raise ``NotAllowed`` for whoever refused what is appealed."""
    if caller.account_id in barred:
        raise NotAllowed(
            "Vous avez refusé cette manifestation, et son organisateur demande un réexamen : une autre personne la lit "
            "et décide. Vous la reverrez une fois la décision prise."
        )


def require_chamber(caller: Caller, region_code: str | None) -> None:
    """Raise ``NotAllowed`` unless the caller decides for this region; for none, the national team alone does."""
    if region_code is None:
        require(caller, "national")
    else:
        require_region(caller, region_code)


def speaks_as(caller: Caller, dossier: Dossier) -> DecidedBy:
    """Return in whose name somebody decides: a chamber that was drawn does so for the national team."""
    for_the_national_team = dossier.appeal is not None and dossier.appeal.to == "other_chamber"
    return "national" if caller.role == "national" or for_the_national_team else "chamber"
