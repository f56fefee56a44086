"""What was done at a desk, and how it is doing."""

from uuid import UUID

from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.support import assess_all, changed


async def decided(moderator: Moderator, database: Database, database_url: str) -> None:
    """Accept one, refuse one, leave one."""
    await assess_all(database, changed(1), changed(2), changed(3))
    await moderator.decide(1, "accept")
    await moderator.decide(2, "refuse", grounds="subject", message="Le lien avec l’ESS n’apparaît pas.")
    await tell(database, database_url)


async def test_a_chamber_reads_its_own_log_as_a_page_and_as_a_file(
    moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await decided(moderator, database, database_url)
    page = await moderator.client.get("/bureau/journal", headers=moderator.key)
    file = await moderator.client.get("/bureau/journal.csv", headers=moderator.key)
    others = [await neighbour.client.get(f"/bureau/journal{ending}", headers=neighbour.key) for ending in ("", ".csv")]

    assert "Le lien avec l’ESS n’apparaît pas." in page.text
    assert file.headers["content-disposition"] == 'attachment; filename="journal.csv"'
    assert str(UUID(int=2)) in file.text
    assert all(str(UUID(int=2)) not in other.text for other in others)


async def test_figures_count_what_waits_what_was_decided_and_why(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await decided(moderator, database, database_url)
    page = (await moderator.client.get("/bureau/chiffres", headers=moderator.key)).text

    assert page.count('<table class="chart"') == 5
    assert "1\u00a0dossier" in page
    assert "2\u00a0décisions" in page
    assert "Sujet sans lien avec l’ESS" in page
    assert "Registre sans réponse" in page


async def test_a_refusal_that_names_no_ground_counts_as_one_that_names_none(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "refuse", message="Le lien avec l’ESS n’apparaît pas.")
    await tell(database, database_url)
    page = (await moderator.client.get("/bureau/chiffres", headers=moderator.key)).text

    assert "Sans motif nommé" in page


async def test_what_is_back_with_its_organiser_waits_for_nobody_at_the_desk(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "ask", message="Précisez l’adresse.")
    await tell(database, database_url)
    page = (await moderator.client.get("/bureau/chiffres", headers=moderator.key)).text

    assert "Rien encore." in page.partition("</h2>")[2].partition("</section>")[0]


async def test_figures_of_nothing_say_so(moderator: Moderator) -> None:
    page = await moderator.client.get("/bureau/chiffres", headers=moderator.key)

    assert page.status_code == 200
    assert "Rien encore." in page.text
