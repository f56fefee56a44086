"""A SIRET that a provider of identity vouches for ties an account to its structure; no chamber is asked who speaks."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.dossiers.settle import settle
from shared.contracts.content import Organiser
from shared.contracts.submission import ManifestationChanged
from shared.identity.store import KnownAccount, upsert_accounts
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.dossiers.test_assess import rule
from tests.integration.eligibility.dossiers.test_ties import last, verdicts
from tests.integration.eligibility.structures.test_merge import RNA, TIED, accepted_by_rna, settled
from tests.integration.eligibility.support import SIREN, SIRET, assess_all, changed, keep, told_structures
from tests.support.service import Client

EMPLOYEE = UUID(int=0x5EED)
OTHER_ESTABLISHMENT, OTHER_UNIT = f"{SIREN}00023", "99999927100015"


async def proves(database: Database, *sirets: str, version: int = 1, gone: bool = False) -> None:
    """Hear of the account what a provider says at its latest sign-in."""
    heard = KnownAccount(
        account_id=EMPLOYEE, version=version, gone=gone, valid_after=datetime.now(UTC), proven_sirets=sirets
    )
    async with database.transaction() as tx:
        await upsert_accounts(tx, [heard])


def by_employee(number: int, **fields: Any) -> ManifestationChanged:
    return changed(number, owner=str(EMPLOYEE), **fields)


@pytest.mark.parametrize("siret", [SIRET, OTHER_ESTABLISHMENT])
async def test_the_first_manifestation_of_whoever_works_there_asks_no_chamber(database: Database, siret: str) -> None:
    await keep(database)
    await proves(database, siret)

    await assess_all(database, by_employee(1))

    told = (await last(database))[1]
    assert "eligible" == told.verdict
    assert "account" not in {reason.criterion for reason in told.reasons}
    assert 1 == len(await told_structures(database))


async def test_another_structure_s_siret_proves_nothing(database: Database) -> None:
    await keep(database)
    await proves(database, OTHER_UNIT)

    await assess_all(database, by_employee(1))
    await settled(database)

    assert "account_not_tied" == (await last(database))[1].reasons[-1].code


async def test_a_proof_that_is_heard_after_the_manifestation_has_it_judged_again(database: Database) -> None:
    await keep(database)
    await assess_all(database, by_employee(1))
    before = await verdicts(database)

    await proves(database, OTHER_UNIT, SIRET)
    await settled(database)

    assert ({1: "to_review"}, {1: "eligible"}) == (before, await verdicts(database))


@pytest.mark.parametrize("gone", [True, False])
async def test_a_proof_goes_with_the_account_and_with_the_provider_s_word(database: Database, *, gone: bool) -> None:
    await keep(database)
    await proves(database, SIRET)
    await assess_all(database, by_employee(1))

    await proves(database, version=2, gone=gone)
    await assess_all(database, by_employee(2))
    await settled(database)

    assert {1: "eligible", 2: "to_review"} == await verdicts(database)


async def test_a_proof_follows_the_register_to_whatever_id_the_structure_has(database: Database) -> None:
    await accepted_by_rna(database)
    await keep(database, TIED, RNA)
    await proves(database, SIRET)

    await assess_all(database, by_employee(2, organiser=Organiser(name="La Ressourcerie du canal", rna=RNA)))
    await settled(database)

    assert "account" not in {reason.criterion for reason in (await last(database))[2].reasons}


async def test_a_proof_leaves_nothing_to_do_where_the_register_is_silent(database: Database) -> None:
    await accepted_by_rna(database)
    await keep(database, TIED, RNA)
    await assess_all(database, changed(2, organiser=Organiser(name="La Ressourcerie du canal", rna=RNA)))
    await keep(database, None, RNA)
    await proves(database, SIRET)

    await assess_all(database, by_employee(3, organiser=Organiser(name="La Ressourcerie du canal", rna=RNA)))
    await settled(database)

    assert 0 == await settle(database)
    assert "account" not in {reason.criterion for reason in (await last(database))[3].reasons}


async def test_a_chamber_sees_what_is_proven_and_is_believed_against_it(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await keep(database)
    await proves(database, SIRET)
    await assess_all(database, by_employee(1))
    structure = f"/structures/{(await told_structures(database))[-1].structure_id}"
    chamber = await make_key("moderator", "52")

    before = (await client.get(structure, headers=chamber)).json()["ties"]
    after = await client.post(f"{structure}/ties/{EMPLOYEE}/withdrawal", headers=chamber)
    await assess_all(database, by_employee(2))
    await settled(database)

    assert [(str(EMPLOYEE), None, None)] == [(tie["account"], tie["made_by"], tie["withdrawn_at"]) for tie in before]
    assert [True] == [bool(tie["withdrawn_at"]) for tie in after.json()["ties"]]
    assert {1: "eligible", 2: "to_review"} == await verdicts(database)

    await rule(database, 2)
    await assess_all(database, by_employee(3))

    assert "eligible" == (await verdicts(database))[3]


async def test_the_page_of_a_dossier_says_that_a_provider_vouches(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await keep(database)
    await proves(database, SIRET)
    await assess_all(database, by_employee(1))
    chamber = {"Accept": "text/html", **await make_key("moderator", "53")}

    page = await client.get(f"/bureau/dossiers/{UUID(int=1)}", headers=chamber)

    assert "attesté par un fournisseur d’identité" in page.text
