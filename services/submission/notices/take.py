"""Use case: have the notices of other services mailed."""

from collections.abc import Sequence

from services.submission.notices.post import post
from services.submission.notices.rules.noticed import letter_of
from shared.contracts.notices import Notice
from shared.postgres.database import Tx


async def take(tx: Tx, notices: Sequence[Notice]) -> None:
    """Ask for a mail for each, once whatever how often it is told; raises ``ValueError`` for one that cannot be one."""
    for notice in notices:
        await post(
            tx,
            letter_of(notice),
            to=notice.account_id,
            kind=notice.kind,
            cause=f"notice/{notice.notice_id}",
        )
