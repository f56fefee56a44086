"""Who sees the proofs of a dossier, and who hands some in."""

from services.eligibility.dossiers.access import require_reader
from services.eligibility.dossiers.errors import dossier_unknown
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.thread import Line
from services.eligibility.proofs.rules.proof import Proof
from shared.errors import NotAllowed
from shared.identity.caller import Caller


def is_chamber_of(caller: Caller, dossier: Dossier) -> bool:
    """Return True for those who decide on the dossier: the chamber and the national team, but for who is barred."""
    try:
        require_reader(caller, dossier)
    except NotAllowed:
        return False
    return True


def is_organiser_of(caller: Caller, dossier: Dossier) -> bool:
    """Return True for the account that registered the manifestation, or was handed it."""
    return caller.account_id == dossier.manifestation.owner


def require_either(caller: Caller, dossier: Dossier) -> None:
    """Raise ``DossierUnknown`` for everybody else: for them it is not there."""
    if not (is_chamber_of(caller, dossier) or is_organiser_of(caller, dossier)):
        raise dossier_unknown()


def may_see(caller: Caller, dossier: Dossier, proof: Proof) -> bool:
    """Return True for the chamber, for whoever handed it in, and of the chamber's own for the organiser.

    What a former owner handed in is not the next one's.
    """
    return may_erase(caller, dossier, proof) or (proof.from_chamber and is_organiser_of(caller, dossier))


def may_erase(caller: Caller, dossier: Dossier, proof: Proof) -> bool:
    """Return True for the chamber and for whoever handed it in."""
    return is_chamber_of(caller, dossier) or proof.handed_in_by == caller.account_id


def attachable(caller: Caller, dossier: Dossier) -> list[Line]:
    """Return the messages of somebody's own side, to which they may attach a file; the last one first."""
    writes_as_organiser = is_organiser_of(caller, dossier)
    return [line for line in reversed(dossier.thread) if (line.by == "organiser") == writes_as_organiser]
