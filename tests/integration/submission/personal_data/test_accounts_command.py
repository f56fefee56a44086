"""An operator does for a person what they could do themselves."""

import json

from shared.postgres.database import Database
from tests.support.accounts import signed_in
from tests.support.command import moisess

ADDRESS = "perrine.quemener@exemple.fr"


async def test_a_person_is_exported_and_erased_on_the_machine(database: Database, database_url: str) -> None:
    perrine = await signed_in(database, ADDRESS, name="Perrine")
    environment = {"SUBMISSION_DATABASE_URL": database_url}
    exported = await moisess("accounts", "export", ADDRESS, environment=environment)
    asked = await moisess("accounts", "erase", ADDRESS, environment=environment)
    still = await moisess("accounts", "export", str(perrine.account_id), environment=environment)
    erased = await moisess("accounts", "erase", ADDRESS, "--yes", environment=environment)
    gone = await moisess("accounts", "export", str(perrine.account_id), environment=environment)

    assert ADDRESS == json.loads(exported.output)["compte"]["adresse"]
    assert (True, "--yes") == (asked.code != 0, "--yes" if "--yes" in asked.output else asked.output)
    assert 0 == still.code
    assert (0, True) == (erased.code, str(perrine.account_id) in erased.output)
    assert ADDRESS not in erased.output
    assert gone.code != 0
