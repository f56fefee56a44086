"""Use case: find which dossier of a queue comes after one that is done with."""

from uuid import UUID

from services.eligibility.desk.rules.queue import Wanted
from services.eligibility.desk.rules.regions import cut_off_at, regions_of
from services.eligibility.desk.store.queue import Position, list_entries
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.submission import EditionChanged
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def next_dossier(
    tx: Tx, dossier: Dossier, *, edition: EditionChanged, region: str, wanted: Wanted, caller: Caller
) -> UUID | None:
    """Return the one behind it, else the first one that is left; None where the queue is empty."""
    at = dossier.decided_at if wanted.stage == "settled" else dossier.opened_at
    behind = (cut_off_at(edition, dossier.region_code or ""), at, dossier.manifestation_id)
    return await _first(tx, edition, region, wanted, caller, after=behind) or await _first(
        tx, edition, region, wanted, caller, after=None
    )


async def _first(
    tx: Tx, edition: EditionChanged, region: str, wanted: Wanted, caller: Caller, *, after: Position | None
) -> UUID | None:
    found = await list_entries(
        tx,
        edition=edition.year,
        cut_offs={code: cut_off_at(edition, code) for code in regions_of(caller, edition, region)},
        wanted=wanted,
        account_id=caller.account_id,
        after=after,
        limit=1,
    )
    return found[0].manifestation_id if found else None
