"""Use case: everything that is kept of one person, in one document."""

from typing import Any

from services.submission.accounts.look_up import look_up_account
from services.submission.accounts.personal import export_account
from services.submission.drafts.personal import export_drafts
from services.submission.imports.personal import export_imports
from services.submission.manifestations.personal import export_manifestations
from services.submission.notices.personal import export_mail_choices
from services.submission.teams.personal import export_invitations, export_questions
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def export_person(tx: Tx, caller: Caller) -> dict[str, Any]:
    """Return the document, names in French; raises ``AccountUnknown``."""
    account = await look_up_account(tx, caller)
    return {
        **await export_account(tx, account.account_id),
        "courriels": await export_mail_choices(tx, account.account_id),
        "invitations": await export_invitations(tx, account.account_id, account.email),
        "questions_aux_co_organisateurs": await export_questions(tx, account.account_id, account.email),
        "brouillons": await export_drafts(tx, caller.account_id),
        "fichiers_envoyes": await export_imports(tx, caller.account_id),
        **await export_manifestations(tx, caller.account_id),
    }
