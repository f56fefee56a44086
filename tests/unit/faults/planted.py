"""Records and meetings to plant violations with."""

from tests.faults.history import Meeting, Told


def told(topic: str, key: str, version: int) -> Told:
    return Told(topic=topic, partition=0, offset=version, key=key, version=version, value=b"{}")


def held(meeting_id: str, slot_id: str, table: int, *structures: str, booked: bool = True) -> Meeting:
    parties = frozenset(structures)
    return Meeting(
        meeting_id=meeting_id,
        slot_id=slot_id,
        table=table,
        booked=booked,
        structures=parties,
        busy=parties if booked else frozenset(),
    )
