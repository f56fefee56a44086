"""The first manifestation of an account for a structure goes to the chamber, on a real database."""

from uuid import UUID

import pytest

from services.eligibility.dossiers.settle import settle
from services.eligibility.structures.tie_numbers import tie_numbers
from shared.contracts.content import Organiser
from shared.contracts.eligibility import EligibilityDecided
from shared.contracts.submission import ManifestationChanged
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.dossiers.test_assess import REFUSED, rule
from tests.integration.eligibility.structures.test_merge import settled
from tests.integration.eligibility.support import (
    OUTSIDE,
    SIREN,
    assess_all,
    changed,
    keep,
    told_decisions,
    told_structures,
)
from tests.support.command import moisess
from tests.support.edition import edition, know_editions
from tests.support.service import Client

STRANGER = "5eed0001"


def by_stranger(number: int, version: int = 1, owner: str = STRANGER) -> ManifestationChanged:
    return changed(number, version, owner=owner)


async def last(database: Database) -> dict[int, EligibilityDecided]:
    return {told.manifestation_id.int: told for told in await told_decisions(database)}


async def verdicts(database: Database) -> dict[int, str]:
    return {number: told.verdict for number, told in sorted((await last(database)).items())}


async def test_who_types_the_number_of_a_known_association_waits_for_the_chamber(database: Database) -> None:
    await keep(database)

    await assess_all(database, by_stranger(1))

    told = (await last(database))[1]
    assert ("to_review", "account_not_tied") == (told.verdict, told.reasons[-1].code)
    assert "parle pour elle" in told.reasons[-1].message
    assert [] == await told_structures(database)


async def test_once_a_chamber_has_accepted_the_next_ones_do_not_wait(database: Database) -> None:
    await keep(database)
    await assess_all(database, by_stranger(1))
    await rule(database, 1)

    await assess_all(database, by_stranger(2), by_stranger(3, owner="5eed0002"))

    assert {1: "eligible", 2: "eligible", 3: "to_review"} == await verdicts(database)
    assert "account" not in {reason.criterion for reason in (await last(database))[1].reasons}


async def test_those_that_waited_beside_the_first_are_judged_again_by_themselves(database: Database) -> None:
    await keep(database)
    await assess_all(database, by_stranger(1), by_stranger(2), by_stranger(3, owner="5eed0002"))
    await rule(database, 1)

    await settled(database)

    assert {1: "eligible", 2: "eligible", 3: "to_review"} == await verdicts(database)
    assert 0 == await settle(database)


async def test_a_refusal_ties_nobody(database: Database) -> None:
    await keep(database)
    await assess_all(database, by_stranger(1))
    await rule(database, 1, REFUSED)
    await know_editions(database, edition(year=2027))

    await assess_all(database, changed(2, owner=STRANGER, edition=2027))

    assert "to_review" == (await verdicts(database))[2]


async def test_what_the_rules_refuse_is_not_promised_to_a_chamber(database: Database) -> None:
    await keep(database, OUTSIDE)

    await assess_all(database, by_stranger(1))

    told = (await last(database))[1]
    assert ("refused", []) == (told.verdict, [each for each in told.reasons if each.criterion == "account"])


@pytest.mark.parametrize(("region", "status"), [("52", 200), ("11", 403)])
async def test_a_chamber_of_its_region_takes_a_tie_back(
    client: Client, database: Database, make_key: MakeKey, region: str, status: int
) -> None:
    await keep(database)
    await assess_all(database, by_stranger(1))
    await rule(database, 1)
    structure_id: UUID = (await told_structures(database))[-1].structure_id
    chamber = await make_key("moderator", region)
    address = f"/structures/{structure_id}/ties/{STRANGER}/withdrawal"

    answer = await client.post(address, headers=chamber)
    await assess_all(database, by_stranger(2))

    assert status == answer.status_code
    assert {1: "eligible", 2: "to_review" if status == 200 else "eligible"} == await verdicts(database)
    if status == 200:
        assert [(STRANGER, "c0ffee00")] == [(tie["account"], tie["made_by"]) for tie in answer.json()["ties"]]
        assert 404 == (await client.post(address, headers=chamber)).status_code


async def test_the_national_team_ties_accounts_by_numbers_before_they_are_met(
    database: Database, database_url: str
) -> None:
    environment = {"ELIGIBILITY_DATABASE_URL": database_url}
    await keep(database)

    made = await moisess("eligibility", "tie", STRANGER, "--siren", SIREN, environment=environment)
    await assess_all(database, by_stranger(1))
    undone = await moisess("eligibility", "tie", STRANGER, "--siren", SIREN, "--withdraw", environment=environment)
    await assess_all(database, by_stranger(2))

    assert ([0, 0], {1: "eligible", 2: "to_review"}) == ([made.code, undone.code], await verdicts(database))


async def test_a_tie_follows_its_structure_to_another_id(database: Database) -> None:
    async with database.transaction() as tx:
        for number in ("siren:999999014", "rna:W442000001"):
            await tie_numbers(tx, account=STRANGER, numbers=[number], made_by="national", withdraw=False)
    await keep(database, None, "W442000001")

    await assess_all(database, changed(1, owner=STRANGER, organiser=Organiser(name="A", rna="W442000001")))

    assert "account" not in {reason.criterion for reason in (await last(database))[1].reasons}
