"""The secret of the cursors is the database's, and so that of every process of a service."""

from shared.http.cursor import CursorsOfDatabase
from shared.postgres.database import Database
from tests.support.postgres import FreshDatabase


async def test_a_list_goes_on_at_another_process(fresh_database: FreshDatabase) -> None:
    url = await fresh_database("shared")
    one, other = Database(url), Database(url)
    cursor = (await CursorsOfDatabase(one).get()).encode((1, "a"))

    assert (await CursorsOfDatabase(other).get()).decode(cursor, tuple[int, str]) == (1, "a")

    await one.close()
    await other.close()
