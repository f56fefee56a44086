"""Whether the topic still has every record that a snapshot was made of."""

from collections.abc import Mapping

from services.programme.printing.errors import HistoryIncomplete
from services.programme.printing.snapshot import Snapshot
from shared.editions.rules import opening
from shared.kafka.history import History

STILL_READABLE = "Le relevé reste lisible et son empreinte vérifiable, mais il ne peut plus être rejoué."


async def check_history(past: History, ends: Mapping[int, int], snapshot: Snapshot) -> None:
    """Raise ``HistoryIncomplete`` where records below these offsets are gone that may be of the snapshot's edition."""
    if {each.topic_id for each in snapshot.offsets if each.topic == past.topic} - {None, past.topic_id}:
        raise made_again(past.topic)
    lasts, forgotten = await past.ends(), await past.forgotten(opening(snapshot.edition))
    for partition, end in sorted(ends.items()):
        if partition in forgotten:
            raise HistoryIncomplete(
                f"La partition {partition} du topic {past.topic} ne commence plus qu’à la position "
                f"{forgotten[partition]}, après le début de l’édition {snapshot.edition} : les enregistrements "
                f"d’avant ont dépassé leur durée de conservation. {STILL_READABLE}"
            )
        # A snapshot of before ids were kept; a topic that was created again may have fewer partitions.
        last = lasts.get(partition, 0)
        if last < end:
            raise HistoryIncomplete(
                f"La partition {partition} du topic {past.topic} s’arrête à la position {last}, avant la position "
                f"{end} du relevé : le topic a été vidé ou recréé depuis. {STILL_READABLE}"
            )


def made_again(topic: str) -> HistoryIncomplete:
    """Return the refusal for a topic that was deleted and created again."""
    return HistoryIncomplete(
        f"Le topic {topic} a été supprimé puis recréé : ce qu’il disait avant est perdu, et ce qu’il dit maintenant ne "
        f"prouve rien contre le relevé. {STILL_READABLE}"
    )
