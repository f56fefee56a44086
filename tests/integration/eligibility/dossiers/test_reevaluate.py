"""A change of the rules, shown before it is made, and made: on a real database."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.eligibility.criteria.reasons import unknown
from services.eligibility.criteria.rules import criteria
from services.eligibility.criteria.version import RULES_VERSION
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.reevaluate import Reevaluated, reevaluate
from services.eligibility.dossiers.rules import examine, judgement
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.eligibility import Reason
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import COMPANY, assess_all, changed, history, keep, rows, told_decisions
from tests.support.command import moisess
from tests.support.edition import edition, know_editions

BRETAGNE = Caller(account_id="c0ffee00", role="moderator", region_code="53", name="CRESS Bretagne")
REFUSED = Ruling(verdict="refused", message="Sans lien avec l’ESS.")


def stricter(*judged_on: Any, **before: Any) -> tuple[Reason, ...]:
    """Judge as the rules do, but let a chamber read every subject."""
    return tuple(
        unknown("subject", "read_by_a_chamber", "La chambre lira.", {}) if each.criterion == "subject" else each
        for each in criteria(*judged_on, **before)
    )


@pytest.fixture
def other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judgement, "criteria", stricter)
    monkeypatch.setattr(examine, "RULES_VERSION", "stricter")


async def again(database: Database, *, dry_run: bool) -> Reevaluated:
    steps: list[tuple[int, int]] = []
    found = await reevaluate(
        database, edition=2026, dry_run=dry_run, progress=lambda done, total: steps.append((done, total))
    )
    assert [(found.judged, found.judged)][: found.judged] == steps[-1:]
    return found


async def test_a_decision_keeps_the_name_of_the_rules_behind_it(database: Database) -> None:
    await keep(database)

    await assess_all(database, changed(1))

    [told] = await told_decisions(database)
    kept = await rows(database, "SELECT rules_version FROM dossiers UNION ALL SELECT rules_version FROM decisions")
    assert [RULES_VERSION] * 3 == [told.rules_version, *(row["rules_version"] for row in kept)]


async def test_by_the_same_rules_nothing_changes(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1), changed(2))

    found = await again(database, dry_run=False)

    assert (2, []) == (found.judged, found.differences)
    assert 2 == len(await told_decisions(database))


@pytest.mark.usefixtures("other_rules")
async def test_a_change_of_rules_is_shown_before_it_is_made(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(database)
    with monkeypatch.context() as before:
        before.setattr(judgement, "criteria", criteria)
        before.setattr(examine, "RULES_VERSION", "before")
        await assess_all(database, changed(1))

    shown = await again(database, dry_run=True)
    untouched = await history(database, 1)
    made = await again(database, dry_run=False)

    assert [(1, 1, "eligible", "rules")] == untouched
    assert [(1, 1, "eligible", "rules"), (2, 1, "to_review", "rules")] == await history(database, 1)
    assert shown.differences == made.differences
    [difference] = made.differences
    assert ("before", "eligible", "to_review") == (
        difference.judged_by,
        difference.verdict_before,
        difference.verdict_after,
    )
    assert (("ess_theme",), ("read_by_a_chamber",)) == (difference.reasons_before, difference.reasons_after)
    told = (await told_decisions(database))[-1]
    assert ("stricter", 1) == (told.rules_version, told.published and told.published.judged_version)


@pytest.mark.usefixtures("other_rules")
async def test_what_a_chamber_decided_an_edition_that_is_over_and_what_is_withdrawn_stay(database: Database) -> None:
    await keep(database)
    await know_editions(database, edition(year=2025, state="archived"))
    await assess_all(database, changed(1), changed(2), changed(3, edition=2025))
    await assess_all(database, changed(2, 2, state="withdrawn"))
    async with database.transaction() as tx:
        await decide(tx, manifestation_id=UUID(int=1), ruling=REFUSED, caller=BRETAGNE, based_on=1)

    assert 0 == (await again(database, dry_run=False)).judged


async def test_what_waits_for_the_register_goes_on_waiting(database: Database) -> None:
    await assess_all(database, changed(1))

    assert 0 == (await again(database, dry_run=False)).judged


async def judged_otherwise(database: Database) -> None:
    """Store a dossier as other rules left it."""
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    async with database.transaction() as tx:
        await tx.execute("UPDATE dossiers SET verdict = 'refused', reasons = '[]', rules_version = 'before'")


async def test_the_command_shows_in_french_what_would_change_and_changes_nothing(
    database: Database, database_url: str
) -> None:
    await judged_otherwise(database)

    shown = await moisess(
        "eligibility", "reevaluate", "--dry-run", environment={"ELIGIBILITY_DATABASE_URL": database_url}
    )

    assert (0, 1) == (shown.code, len(await history(database, 1)))
    assert "1 dossiers jugés de nouveau" in shown.output
    assert "refusée → à la chambre" in shown.output
    assert "commercial_company" in shown.output
    assert "Rien n’a été fait" in shown.output


async def test_the_command_does_it_and_tells_programs_what(database: Database, database_url: str) -> None:
    await judged_otherwise(database)

    made = await moisess("eligibility", "reevaluate", "--json", environment={"ELIGIBILITY_DATABASE_URL": database_url})

    assert [(1, "to_review"), (2, "to_review")] == [line[::2][:2] for line in await history(database, 1)]
    document = msgspec.json.decode(made.output[made.output.index("{") :])
    assert (True, 1) == (document["done"], document["found"]["judged"])
    [difference] = document["found"]["differences"]
    assert ("refused", "to_review") == (difference["verdict_before"], difference["verdict_after"])
