"""The keys that the demonstration's people hold; drawn each time and shown to nobody but them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from shared.identity.keys import NewKey, draw_key
from shared.identity.store import KeyRow, insert_key
from shared.postgres.address import address_in
from shared.postgres.database import Database

ROLES = {"submission": "organiser", "eligibility": "national", "programme": "national", "matchmaking": "national"}
NAMES = {"organiser": "Organisateurs de la démonstration", "national": "Équipe nationale (démonstration)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """One key per service, by the role that is needed there."""

    by_service: Mapping[str, str]

    def header(self, service: str) -> dict[str, str]:
        """Return what a request to ``service`` carries."""
        return {"Authorization": f"Bearer {self.by_service[service]}"}


def draw_keys(environment: Mapping[str, str]) -> Keys:
    """Draw the keys and write them into the services' databases."""
    return asyncio.run(_draw_keys(environment))


async def _draw_keys(environment: Mapping[str, str]) -> Keys:
    drawn = {service: draw_key() for service in ROLES}
    for service, key in drawn.items():
        address = address_in(environment, f"{service.upper()}_DATABASE_URL")
        assert address is not None  # noqa: S101  a stack gives every service one
        await _write(address, key, ROLES[service])
    return Keys(by_service={service: key.text for service, key in drawn.items()})


async def _write(database_url: str, key: NewKey, role: str) -> None:
    database = Database(database_url)
    row = KeyRow(
        key_id=key.key_id, secret_sha256=key.secret_sha256, role=role, region_code=None, name=NAMES[role], revoked=False
    )
    async with database.transaction() as tx:
        await insert_key(tx, row)
    await database.close()
