"""Organisers whom chambers have accepted often enough are published first and read afterwards."""

from typing import Any

from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.edition import USUAL_GROUNDS, Trust
from shared.contracts.submission import ManifestationChanged
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.dossiers.test_assess import rule
from tests.integration.eligibility.dossiers.test_ties import last, verdicts
from tests.integration.eligibility.support import assess_all, changed, keep
from tests.support.builders import content
from tests.support.edition import edition, know_editions

TO_READ: dict[str, Any] = {"themes": ()}
REFUSED = Ruling(verdict="refused", message="Le lien avec l’ESS n’apparaît pas.", grounds=USUAL_GROUNDS[1:2])


def to_read(number: int, version: int = 1, **fields: Any) -> ManifestationChanged:
    """Return one whose text a chamber has to read."""
    return changed(number, version, content=content(themes=(), title=f"Atelier n° {number}"), **fields)


async def trusted(database: Database, *, sample: int) -> None:
    """Have two manifestations of the association accepted, in an edition that asks for two."""
    now = edition()
    await know_editions(database, edition(version=now.version + 1, trust=Trust(accepted=2, sample=sample)))
    await keep(database)
    await assess_all(database, to_read(1), to_read(2))
    assert set((await verdicts(database)).values()) == {"to_review"}
    await rule(database, 1)
    await rule(database, 2)


async def test_the_next_manifestation_is_published_at_once(database: Database) -> None:
    await trusted(database, sample=0)
    await assess_all(database, to_read(3))
    told = (await last(database))[3]

    assert (told.verdict, told.decided_by) == ("eligible", "rules")
    assert told.published is not None
    assert "trusted" in [reason.code for reason in told.reasons]


async def test_one_refusal_ends_the_trust(database: Database) -> None:
    await trusted(database, sample=0)
    await assess_all(database, to_read(3))
    await rule(database, 3, REFUSED)
    await assess_all(database, to_read(4))

    assert (await verdicts(database))[4] == "to_review"


async def test_somebody_else_who_types_the_number_is_not_trusted(database: Database) -> None:
    await trusted(database, sample=0)
    await assess_all(database, to_read(3, owner="00000000-0000-0000-0000-0000000000ff"))

    assert (await verdicts(database))[3] == "to_review"


async def test_what_was_accepted_and_is_written_anew_is_read_first(database: Database) -> None:
    await trusted(database, sample=0)
    await assess_all(database, changed(1, 2, content=content(themes=(), description="Tout autre chose." * 20)))
    told = (await last(database))[1]

    assert told.verdict == "to_review"
    assert told.published is not None
    assert told.published.judged_version == 1


async def test_the_sample_is_online_and_on_the_desk_until_somebody_has_read_it(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await trusted(database, sample=100)
    await assess_all(database, to_read(3))
    before = await moderator.client.get("/bureau?etat=a-relire", headers=moderator.key)
    waiting = await moderator.client.get("/bureau", headers=moderator.key)
    await moderator.decide(3, "accept")
    await tell(database, database_url)
    after = await moderator.client.get("/bureau?etat=a-relire", headers=moderator.key)

    assert (await last(database))[3].published is not None
    assert "Atelier n° 3" in before.text.replace("\xa0", " ")
    assert "Atelier n° 3" not in waiting.text.replace("\xa0", " ")
    assert "Atelier n° 3" not in after.text.replace("\xa0", " ")
