"""Use case: let somebody come to a dossier, as whoever they stand in for today."""

from services.eligibility.absences.stand_in import acting
from services.eligibility.dossiers.access import require_reader
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def admit(tx: Tx, caller: Caller, dossier: Dossier) -> Caller:
    """Return as whom they do; raises ``NotAllowed``."""
    admitted = await acting(tx, caller, dossier.desk_region)
    require_reader(admitted, dossier)
    return admitted
