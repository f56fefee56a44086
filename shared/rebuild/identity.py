"""The tables from which every service knows who is asking, as what can be rebuilt from topics."""

from typing import Any

from shared.identity.know import accounts_heard, session_keys_heard
from shared.rebuild.projection import Projection


def identity_projections(service: str) -> list[Projection[Any]]:
    """Return accounts and session keys, as ``service`` hears them."""
    accounts = accounts_heard(group=f"{service}.accounts")
    session_keys = session_keys_heard(group=f"{service}.session-keys")
    return [
        Projection(subscription=accounts, table="known_accounts", key="account_id", gone="gone"),
        Projection(subscription=session_keys, table="known_session_keys", key="key_id", gone="gone"),
    ]
