"""What a chamber found a structure to be answers the same question for its next manifestations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.dossiers.rules.status import Status
from shared.contracts.content import Organiser
from shared.contracts.submission import ManifestationChanged
from shared.postgres.database import Database
from tests.integration.eligibility.dossiers.test_assess import rule
from tests.integration.eligibility.dossiers.test_ties import STRANGER, last, verdicts
from tests.integration.eligibility.structures.test_merge import settled
from tests.integration.eligibility.support import COMPANY, SIRET, assess_all, changed, keep, rows
from tests.support.builders import content

TODAY = date.today()  # noqa: DTZ011 -- a ruling is about days
ESUS = Status(
    family="commercial", proof="esus", valid_from=TODAY - timedelta(days=1), valid_until=TODAY + timedelta(days=300)
)
RECOGNISED = Ruling(verdict="eligible", message="Agrément ESUS vu.", status=ESUS)
"""From a chamber that has seen the company's agrément."""


def by_company(number: int, version: int = 1, **fields: object) -> ManifestationChanged:
    """Return one whose subject the rules link to the ESS by themselves, so that the organiser alone is in question."""
    organiser = Organiser(name="La Ressourcerie du canal", siret=SIRET)
    themes = content(themes=("developpement-durable",), title=f"Atelier n° {number}")
    return changed(number, version, organiser=organiser, content=themes, **fields)


async def test_the_next_manifestation_of_a_recognised_company_needs_no_second_look(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, by_company(1))
    assert {1: "to_review"} == await verdicts(database)
    await rule(database, 1, RECOGNISED)
    await assess_all(database, by_company(2), by_company(3, owner=STRANGER))

    told = await last(database)
    assert {1: "eligible", 2: "eligible", 3: "to_review"} == await verdicts(database)
    assert ("organiser", "recognised_before", "met") == (
        told[2].reasons[0].criterion,
        told[2].reasons[0].code,
        told[2].reasons[0].outcome,
    )
    assert str(ESUS.valid_until.year) in told[2].reasons[0].message
    assert ["account_not_tied"] == [each.code for each in told[3].reasons if each.outcome == "unknown"]


@pytest.mark.parametrize("facts", [{"state": "C", "rna": "W442000001"}, {"establishment_state": "F"}])
async def test_that_it_may_have_ceased_or_moved_is_looked_at_each_time(
    database: Database, facts: dict[str, str]
) -> None:
    await keep(database, COMPANY)
    await assess_all(database, by_company(1))
    await rule(database, 1, RECOGNISED)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM register_entries")
    await keep(database, replace(COMPANY, **facts))  # type: ignore[arg-type]
    await assess_all(database, by_company(2))

    assert "to_review" == (await verdicts(database))[2]


async def test_what_was_recognised_ends_with_the_ruling_and_is_not_renewed_by_what_rests_on_it(
    database: Database,
) -> None:
    await keep(database, COMPANY)
    await assess_all(database, by_company(1))
    await rule(database, 1, RECOGNISED)
    await assess_all(database, by_company(2))
    await assess_all(database, by_company(1, 2, state="withdrawn"))
    await settled(database)
    await assess_all(database, by_company(3))

    assert [{"ended": "unverified"}] == await rows(database, "SELECT ended FROM structures")
    assert {1: "withdrawn", 2: "eligible", 3: "to_review"} == await verdicts(database)
