"""Use case: what mails keep of one person; none is sent once they were erased."""

from typing import Any
from uuid import UUID

from services.submission.notices.store import delete_choice, export_choice, forget_mails
from shared.postgres.database import Tx


async def forget_person_in_mails(tx: Tx, account_id: UUID, *, email: str | None) -> None:
    """Forget what waits to be sent to the person; who has others written to takes those mails back."""
    await forget_mails(tx, account_id, email=email)
    await delete_choice(tx, account_id)


async def export_mail_choices(tx: Tx, account_id: UUID) -> dict[str, Any]:
    """Return which mails the person declines."""
    return await export_choice(tx, account_id)
