"""Use case: what mails were asked for, for those whose cause they were."""

from services.submission.notices.store import list_causes_that_begin
from shared.postgres.database import Tx


async def list_causes(tx: Tx, beginning: str) -> list[str]:
    """List the causes that begin so and have a mail, sent or on its way."""
    return await list_causes_that_begin(tx, beginning)
