"""A topic that was deleted and created again says nothing against rows that came from the former one."""

from uuid import UUID

import pytest

from shared.rebuild.projection import RebuildRefused
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided
from tests.support.kafka import make_again

FORMER = [UUID(int=number) for number in range(1, 6)]
NEW = [UUID(int=number) for number in range(100, 150)]


async def made_again(programme: Rebuilding) -> None:
    """Let the former topic be heard, and make it again with more in each partition than it had."""
    await programme.tell(*(decided(each, 1) for each in FORMER))
    await heard_all(programme, len(FORMER))
    await make_again(programme.admin, programme.stream.topic, partitions=2)
    await programme.tell(*(decided(each, 1) for each in NEW))


@pytest.mark.parametrize("explained_only", [True, False])
async def test_before_the_service_has_heard_the_new_topic_nothing_is_rebuilt_from_it(
    programme: Rebuilding,
    explained_only: bool,  # noqa: FBT001
) -> None:
    await made_again(programme)

    with pytest.raises(
        RebuildRefused, match=f"Historique incomplet : le topic {programme.stream.topic} a été supprimé"
    ):
        await programme.rebuild(swap=True, explained_only=explained_only)

    assert dict.fromkeys(FORMER, 1) == versions(await programme.table())


async def test_after_it_has_no_row_of_the_former_topic_is_removed(programme: Rebuilding) -> None:
    await made_again(programme)
    await heard_all(programme, len(NEW))

    with pytest.raises(RebuildRefused, match=r"Historique incomplet : .* supprimé puis recréé"):
        await programme.rebuild(swap=True, explained_only=True)
    found = await programme.rebuild(swap=True)

    assert "supprimé puis recréé" in str(found.missing)
    assert dict.fromkeys([*FORMER, *NEW], 1) == versions(await programme.table())
