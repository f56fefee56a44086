"""Use case: forget one person, in every store of ours."""

from datetime import datetime
from uuid import UUID

from services.submission.accounts.errors import AccountUnknown
from services.submission.accounts.look_up import look_up_account
from services.submission.accounts.personal import erase_account
from services.submission.drafts.personal import forget_drafts
from services.submission.imports.personal import forget_imports
from services.submission.manifestations.personal import forget_person
from services.submission.notices.personal import forget_person_in_mails
from services.submission.teams.personal import forget_invitations, forget_questions
from shared.clock import at_present
from shared.idempotency.store import delete_answers_of
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def erase_person(tx: Tx, caller: Caller, *, take_back: bool, now: datetime) -> None:
    """Forget the account, its links, keys, roles, teams and invitations, and its traces in manifestations.

    With ``take_back`` manifestations that nobody else looks after are withdrawn. Raises ``AccountUnknown``. What stays,
    and for how long: ``docs/personal-data.md``.
    """
    account = await look_up_account(tx, caller)
    await forget_person(tx, caller=caller, email=account.email, name=account.name, take_back=take_back, now=now)
    await forget_drafts(tx, caller.account_id)
    await forget_imports(tx, caller.account_id)
    await forget_invitations(tx, account.account_id, account.email)
    await forget_questions(tx, account.account_id, account.email)
    await forget_person_in_mails(tx, account.account_id, email=account.email)
    await delete_answers_of(tx, caller.account_id)
    await erase_account(tx, account.account_id)


async def erase_again(tx: Tx, account_id: UUID) -> None:
    """Forget a person who had been erased when a restore brought them back; what was withdrawn then is so already."""
    caller = Caller(account_id=str(account_id), role="organiser", region_code=None, name="")
    try:
        await erase_person(tx, caller, take_back=False, now=at_present())
    except AccountUnknown:
        await erase_account(tx, account_id)
