"""Use case: what hangs on an edition of which nobody has registered anything yet, for whoever is about to change it."""

from collections import Counter

from services.submission.drafts.rules import Begun, region_reminded, reminders_of
from services.submission.drafts.store import count_drafts_of_edition
from services.submission.notices.posted import list_causes
from shared.postgres.database import Tx


async def count_begun(tx: Tx, edition: int) -> Begun:
    """Return how many drafts of an edition nobody has sent, and whom a reminder has told of a cut-off."""
    reminded = Counter(map(region_reminded, await list_causes(tx, reminders_of(edition))))
    return Begun(left=await count_drafts_of_edition(tx, edition), reminded=reminded)
