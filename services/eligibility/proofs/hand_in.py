"""Use case: somebody hands in a file that shows what their structure is."""

from datetime import datetime
from uuid import uuid4

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.proofs.rules.proof import Proof, ProofKind, check_room, taken
from services.eligibility.proofs.store import count_of, insert_proof, lock_account
from shared.identity.caller import Caller
from shared.objects.store import Objects
from shared.postgres.database import Database


async def hand_in(
    database: Database,
    objects: Objects,
    dossier: Dossier,
    *,
    caller: Caller,
    kind: ProofKind,
    name: str,
    content: bytes,
    now: datetime,
) -> Proof:
    """Keep it; raises ``ProofRefused``, ``ObjectsUnavailable``.

    Takes the database: the file is put first, outside a transaction, and what no row names afterwards ``tidy`` removes.
    """
    kept_as, media_type = taken(content, name)
    proof = Proof(
        proof_id=uuid4(),
        manifestation_id=dossier.manifestation_id,
        kind=kind,
        name=kept_as,
        media_type=media_type,
        size=len(content),
        handed_in_by=caller.account_id,
        handed_in_at=now,
    )
    async with database.transaction(readonly=True) as tx:
        of_structure, of_account = await count_of(tx, caller.account_id, dossier.structure_id)
    # Looked at before as well, so that what has no room is not even put.
    check_room(kept_as, of_structure=of_structure, of_account=of_account)
    await objects.put(proof.key, content, media_type=media_type)
    async with database.transaction() as tx:
        await lock_account(tx, caller.account_id)
        of_structure, of_account = await count_of(tx, caller.account_id, dossier.structure_id)
        check_room(kept_as, of_structure=of_structure, of_account=of_account)
        await insert_proof(tx, proof)
    return proof
