from uuid import UUID

import asyncpg
import pytest

from shared.kafka.cluster import Cluster
from shared.rebuild.rebuild import rebuild
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided

ONE, TWO = UUID(int=1), UUID(int=2)


async def test_once_the_owner_has_rebuilt_a_table_the_service_reads_and_writes_it_as_before(
    programme: Rebuilding,
) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1))
    await heard_all(programme, 2)
    await programme.change("DELETE FROM listings")

    await programme.rebuild(swap=True)
    await programme.tell(decided(ONE, 2))
    await heard_all(programme, 3)

    assert {ONE: 2, TWO: 1} == versions(await programme.table())
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    [owner] = [row["tableowner"] for row in await programme.rows(owners)]
    assert f"{await programme.value('SELECT current_user')}_owner" == owner


async def test_the_role_of_a_service_cannot_rebuild(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await rebuild(
            programme.projection,
            database_url=programme.url,
            cluster=Cluster(programme.bootstrap_servers),
            edition=2026,
            swap=True,
        )

    assert {ONE: 1} == versions(await programme.table())
