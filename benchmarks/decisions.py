"""A topic full of decisions, as eligibility tells them: what the programme is made of."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from uuid import uuid4

from benchmarks.bodies import sample
from services.submission.editions.first import first_edition
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.eligibility import DECISIONS, EligibilityDecided, Publication, Reason
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.outbox.append import OutboxRow, outbox_row
from shared.outbox.relay_store import QueuedRow
from shared.outbox.sending import send

EDITION = 2026
BATCH = 1000
CRITERIA = ("organiser", "openness", "season", "place", "themes")


def decisions() -> Iterator[OutboxRow]:
    """Give accepted manifestations without end, each of its own."""
    edition = first_edition(now=datetime.now(UTC))
    registrations = [
        registration_of(read_manifestation(record, edition=edition), uuid4(), edition=edition) for record in sample()
    ]
    reasons = tuple(
        Reason(
            criterion="organiser",
            code=f"criterion_{name}",
            outcome="met",
            message=f"Le critère {name} est rempli.",
            facts={},
        )
        for name in CRITERIA
    )
    now = datetime.now(UTC)
    for registration in cycle(registrations):
        content = registration.content
        region_code = registration.region_code
        yield outbox_row(
            DECISIONS,
            EligibilityDecided(
                manifestation_id=uuid4(),
                version=1,
                judged_version=1,
                verdict="eligible",
                reasons=reasons,
                edition=EDITION,
                region_code=region_code,
                decided_by="rules",
                decided_at=now,
                organiser=registration.organiser,
                content=content,
                published=Publication(
                    judged_version=1,
                    region_code=region_code,
                    paper=True,
                    organiser=registration.organiser,
                    structure_id=uuid4(),
                    content=content,
                    source=None,
                    first_published_at=now,
                    changed_at=now,
                ),
            ),
        )


async def tell(bootstrap_servers: str, topic: str, number: int) -> None:
    """Put so many decisions on a topic."""
    producer = await start_producer(Cluster(bootstrap_servers), client_id="benchmarks")
    rows = islice(decisions(), number)
    while batch := list(islice(rows, BATCH)):
        sent = await send(producer, [queued(topic, row) for row in batch])
        if sent.failures:
            raise RuntimeError(str(sent.failures[0]))
    await stop_producer(producer)


def queued(topic: str, row: OutboxRow) -> QueuedRow:
    """Return the row as the relay reads it."""
    return QueuedRow(id=0, topic=topic, key=row.key, headers=row.headers, payload=row.payload)
