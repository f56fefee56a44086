"""Use case: hand out an access key."""

from shared.identity.caller import Role
from shared.identity.keys import draw_key
from shared.identity.store import KeyRow, insert_key
from shared.postgres.database import Tx


async def issue_key(tx: Tx, *, role: Role, name: str, region_code: str | None = None) -> str:
    """Draw a key, keep its digest and return its text, which can never be shown again.

    ``name`` says who holds it, never a person's name; ``region_code`` goes with moderators, and only with them.
    """
    if (role == "moderator") != (region_code is not None):
        raise ValueError("a moderator's key, and no other, has a region")
    while True:
        key = draw_key()
        row = KeyRow(
            key_id=key.key_id,
            secret_sha256=key.secret_sha256,
            role=role,
            region_code=region_code,
            name=name,
            revoked=False,
        )
        if await insert_key(tx, row):
            return key.text
