"""Use case: look at the proofs of a dossier."""

from uuid import UUID

from services.eligibility.absences.stand_in import acting
from services.eligibility.dossiers.errors import dossier_unknown
from services.eligibility.dossiers.look_up import look_up_dossier
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.proofs.access import may_erase, may_see, require_either
from services.eligibility.proofs.errors import proof_unknown
from services.eligibility.proofs.rules.proof import Proof
from services.eligibility.proofs.store import find_proof, list_proofs
from shared.errors import NotAllowed
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def proofs_of(tx: Tx, dossier: Dossier) -> list[Proof]:
    """Return all of them, the last one first; who may see which is looked at where they are shown."""
    return await list_proofs(tx, dossier.manifestation_id)


async def enter(tx: Tx, caller: Caller, manifestation_id: UUID) -> tuple[Dossier, Caller]:
    """Return the dossier, and as whom its organiser or its chamber comes to it; raises ``DossierUnknown``."""
    dossier = await look_up_dossier(tx, manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    caller = await acting(tx, caller, dossier.desk_region)
    require_either(caller, dossier)
    return dossier, caller


async def visible_proof(
    tx: Tx, caller: Caller, *, manifestation_id: UUID, proof_id: UUID, to_erase: bool = False
) -> Proof:
    """Return a proof that the caller may see, or erase; raises ``DossierUnknown``, ``ProofUnknown``, ``NotAllowed``."""
    dossier, caller = await enter(tx, caller, manifestation_id)
    proof = await find_proof(tx, manifestation_id, proof_id)
    if proof is None or not may_see(caller, dossier, proof):
        raise proof_unknown()
    if to_erase and not may_erase(caller, dossier, proof):
        raise NotAllowed("Ce fichier est de la chambre : elle seule l’efface. Demandez-le-lui.")
    return proof
