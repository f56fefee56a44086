"""Use case: no mail to a person is sent once they were erased."""

from uuid import UUID

from services.submission.notices.store import forget_mails
from shared.postgres.database import Tx


async def forget_person_in_mails(tx: Tx, account_id: UUID, *, email: str | None) -> None:
    """Forget what waits to be sent to the person; who has others written to takes those mails back."""
    await forget_mails(tx, account_id, email=email)
