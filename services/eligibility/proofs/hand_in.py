"""Use case: somebody hands in a file that shows what a structure is, or that belongs to a message."""

from datetime import datetime
from uuid import uuid4

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.proofs.access import is_organiser_of
from services.eligibility.proofs.rules.proof import Proof, ProofKind, check_room, taken
from services.eligibility.proofs.store import count_of, insert_proof, lock_account
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database, Tx


async def hand_in(
    database: Database,
    objects: Objects,
    dossier: Dossier,
    *,
    caller: Caller,
    kind: ProofKind,
    name: str,
    content: bytes,
    message: str | None,
    now: datetime,
) -> Proof:
    """Keep it; raises ``ProofRefused``, ``ObjectsUnavailable``.

    Takes the database: the file is put first, outside a transaction, and what no row names afterwards ``tidy`` removes.
    """
    kept_as, media_type = taken(content, name)
    from_chamber = not is_organiser_of(caller, dossier)
    proof = Proof(
        proof_id=uuid4(),
        manifestation_id=dossier.manifestation_id,
        kind=kind,
        name=kept_as,
        media_type=media_type,
        size=len(content),
        handed_in_by=caller.account_id,
        handed_in_at=now,
        message=message,
        from_chamber=from_chamber,
    )
    async with database.transaction(readonly=True) as tx:
        # Looked at before as well, so that what has no room is not even put.
        await _check_room(tx, dossier, proof)
    await objects.put(proof.key, content, media_type=media_type)
    async with database.transaction() as tx:
        await lock_account(tx, caller.account_id)
        await _check_room(tx, dossier, proof)
        await insert_proof(tx, proof)
    return proof


async def _check_room(tx: Tx, dossier: Dossier, proof: Proof) -> None:
    of_structure, of_account = await count_of(tx, proof.handed_in_by, dossier.structure_id)
    # Whoever decides writes to hundreds of structures.
    check_room(proof.name, of_structure=of_structure, of_account=0 if proof.from_chamber else of_account)
