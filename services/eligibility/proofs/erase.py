"""Use case: whoever handed in a proof, or the chamber, erases it."""

import structlog

from services.eligibility.proofs.rules.proof import Proof
from services.eligibility.proofs.store import delete_proof
from shared.objects.errors import ObjectsUnavailable
from shared.objects.store import Objects
from shared.postgres.database import Database

log = structlog.get_logger(__name__)


async def erase(database: Database, objects: Objects, proof: Proof, *, erased_by: str) -> None:
    """Forget it and remove its file; where the store is silent ``tidy`` removes the file later."""
    async with database.transaction() as tx:
        await delete_proof(tx, proof.proof_id)
    log.info("proof_erased", proof_id=str(proof.proof_id), account_id=erased_by)
    try:
        await objects.delete(proof.key)
    except ObjectsUnavailable:
        log.warning("proof_file_left", proof_id=str(proof.proof_id))
