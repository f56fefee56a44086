"""Dead letters as a consumer leaves them, and what the commands say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.errors import InvalidMessage
from shared.kafka.cluster import Cluster
from shared.kafka.dead_letters import DeadLetters, dead_letter
from tests.support.builders import raw_record
from tests.support.command import Finished, moisess
from tests.support.kafka import Record, records_so_far

GROUP = "programme.decisions"
Headers = list[tuple[str, bytes | None]]
HEADERS: Headers = [("ce_id", b"11111111"), ("ce_type", b"fr.mois-ess.eligibility-decided.v1")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A topic, and the dead-letter topic of its one group."""

    topic: str
    bootstrap_servers: str

    @property
    def name(self) -> str:
        return f"{self.topic}.{GROUP}.dlq"

    async def set_aside(
        self,
        *,
        key: bytes | None = b"une-cle",
        value: bytes | None = b"{pas du JSON",
        headers: Headers | None = None,
        offset: int = 0,
        error_class: str = "json",
        times: int = 1,
    ) -> None:
        """Set a record aside as the consumer does."""
        record = raw_record(
            self.topic, key=key, value=value, headers=HEADERS if headers is None else headers, offset=offset
        )
        letters = DeadLetters(cluster=Cluster(self.bootstrap_servers), group=GROUP)
        await letters.publish([dead_letter(record, InvalidMessage(error_class, "illisible"))] * times)
        await letters.close()

    async def back(self) -> Sequence[Record]:
        """Return what the original topic holds."""
        return await records_so_far(self.bootstrap_servers, self.topic)

    async def dlq(self, *arguments: str) -> Finished:
        return await moisess("dlq", *arguments, environment={"KAFKA_BOOTSTRAP_SERVERS": self.bootstrap_servers})
