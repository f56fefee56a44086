"""Use case: no mail to a person, or about one, is sent once they were erased."""

from uuid import UUID

from services.submission.notices.store import forget_mails
from shared.postgres.database import Tx


async def forget_person_in_mails(tx: Tx, account_id: UUID, *, email: str | None, name: str) -> None:
    """Forget what waits to be sent to the person or names them."""
    await forget_mails(tx, account_id, email=email, words=[word for word in (email, name) if word])
