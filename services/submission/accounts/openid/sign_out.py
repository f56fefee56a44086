"""Use case: end the session at the provider as well, where one opened it."""

from uuid import UUID

import structlog

from services.submission.accounts.openid import store
from services.submission.accounts.openid.attempt import draw_attempt
from services.submission.accounts.openid.errors import ProviderContradicts, ProviderSilent, ProviderUnknown
from services.submission.accounts.openid.parties import Parties
from shared.postgres.database import Database

log = structlog.get_logger(__name__)


async def end_session_address(database: Database, parties: Parties, session_id: UUID, *, back: str) -> str | None:
    """Return where the person goes to be signed out there too, and comes ``back`` from; None where there is no need.

    Signing out here does not fail because a provider does.
    """
    async with database.transaction() as tx:
        opened = await store.take_session(tx, session_id)
    if opened is None:
        return None
    name, id_token = opened
    try:
        return await parties.get(name).end_session_address(id_token, state=draw_attempt(name).state, back=back)
    except (ProviderUnknown, ProviderSilent, ProviderContradicts):
        log.warning("openid_session_not_ended", provider=name)
        return None
