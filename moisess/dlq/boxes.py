"""The dead-letter topics of a broker, and what lies in one."""

from collections.abc import Sequence
from difflib import get_close_matches

from aiokafka.admin import AIOKafkaAdminClient

from moisess.dlq.letters import SUFFIX, Box, group_of, open_box, origin_of
from moisess.dlq.selection import DlqRefused
from shared.kafka.cluster import Cluster
from shared.kafka.history import history

CLIENT = "moisess-dlq"


async def names_of_boxes(admin: AIOKafkaAdminClient) -> list[str]:
    """Return every dead-letter topic of the broker."""
    return sorted(name for name in await admin.list_topics() if name.endswith(SUFFIX))


async def read_box(cluster: Cluster, name: str) -> Box:
    """Read a dead-letter topic from its beginning to what is now its end."""
    records = []
    async with history(cluster, name, client_id=CLIENT) as past:
        async for batch in past.read(await past.ends()):
            records.extend(batch)
    # Records of several partitions come interleaved by chance; a letter's twin must always lose to the same one.
    return open_box(name, sorted(records, key=lambda record: (record.partition, record.offset)))


def find_box(asked: str, names: Sequence[str]) -> str:
    """Return the one dead-letter topic that is meant, by its own name or by that of the topic it serves.

    Raises ``DlqRefused`` with the nearest names where it is none, and with all where it is several.
    """
    if asked in names:
        return asked
    serving = [name for name in names if origin_of(name) == asked]
    if len(serving) == 1:
        return serving[0]
    if serving:
        raise DlqRefused(
            f"Plusieurs groupes lisent {asked} ; indiquez lequel de ces topics est visé : {', '.join(serving)}."
        )
    near = get_close_matches(asked, [*names, *map(origin_of, names)], n=1, cutoff=0.6)
    near += [name for name in names if asked in name][: not near]
    hint = f" Vouliez-vous dire « {near[0]} » ?" if near else " « moisess dlq list » montre ceux qui existent."
    raise DlqRefused(f"Aucun topic de lettres mortes ne s’appelle « {asked} ».{hint}")


def chosen_boxes(names: Sequence[str], *, topic: str | None, group: str | None) -> list[str]:
    """Return the dead-letter topics of a topic and of a group; raises ``DlqRefused`` where there is none."""
    chosen = [
        name
        for name in names
        if (topic is None or topic in {name, origin_of(name)}) and (group is None or group_of(name) == group)
    ]
    if not chosen:
        known = sorted({origin_of(name) for name in names} if topic else {group_of(name) for name in names})
        near = get_close_matches(topic or group or "", known, n=1)
        hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        raise DlqRefused(f"Aucun topic de lettres mortes ne répond à ces critères.{hint}")
    return chosen
