"""Which topic of a name this is: one that was deleted and created again has another id, and offsets of its own.

The client (aiokafka 0.14) asks for metadata in versions that do not bear ids (KIP-516), so the question is put here in
one that does; any broker from 3.0 on answers it.
"""

from io import BytesIO
from uuid import UUID

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import BrokerNotAvailableError, for_code
from aiokafka.protocol.abstract import AbstractType
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Boolean, CompactArray, CompactString, Int16, Int32, Schema, TaggedFields

METADATA = 3
NO_ID = UUID(int=0)


class Uuid(AbstractType[UUID]):
    """Sixteen bytes."""

    @classmethod
    def encode(cls, value: UUID) -> bytes:
        """Return the bytes."""
        return value.bytes

    @classmethod
    def decode(cls, data: BytesIO) -> UUID:
        """Read the bytes."""
        return UUID(bytes=data.read(16))


class MetadataResponseV12(Response):
    """What the broker says of topics, ids included."""

    API_KEY = METADATA
    API_VERSION = 12
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "brokers",
            CompactArray(
                ("node_id", Int32),
                ("host", CompactString("utf-8")),
                ("port", Int32),
                ("rack", CompactString("utf-8")),
                ("tags", TaggedFields),
            ),
        ),
        ("cluster_id", CompactString("utf-8")),
        ("controller_id", Int32),
        (
            "topics",
            CompactArray(
                ("error_code", Int16),
                ("name", CompactString("utf-8")),
                ("topic_id", Uuid),
                ("is_internal", Boolean),
                (
                    "partitions",
                    CompactArray(
                        ("error_code", Int16),
                        ("partition", Int32),
                        ("leader", Int32),
                        ("leader_epoch", Int32),
                        ("replicas", CompactArray(Int32)),
                        ("isr", CompactArray(Int32)),
                        ("offline_replicas", CompactArray(Int32)),
                        ("tags", TaggedFields),
                    ),
                ),
                ("authorized_operations", Int32),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class MetadataRequestV12(RequestStruct):
    """Asks for topics by name."""

    API_KEY = METADATA
    API_VERSION = 12
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = MetadataResponseV12
    SCHEMA = Schema(
        ("topics", CompactArray(("topic_id", Uuid), ("name", CompactString("utf-8")), ("tags", TaggedFields))),
        ("allow_auto_topic_creation", Boolean),
        ("include_authorized_operations", Boolean),
        ("tags", TaggedFields),
    )


class TopicIdRequest(Request[MetadataRequestV12]):
    """Asks for one topic, which is not created where it is not there."""

    API_KEY = METADATA

    def __init__(self, topic: str) -> None:
        """Take the name."""
        self._topic = topic

    def build(self, request_struct_class: type[MetadataRequestV12]) -> MetadataRequestV12:
        """Return the request."""
        return request_struct_class([(NO_ID, self._topic, {})], False, False, {})  # noqa: FBT003  as the wire has it


async def read_topic_id(client: AIOKafkaClient, topic: str) -> UUID:
    """Return the id that a topic has now; raises ``KafkaError``, also where there is no such topic."""
    node = client.get_random_node()
    if node is None:
        raise BrokerNotAvailableError
    response = await client.send(node, TopicIdRequest(topic))
    [found] = response.to_object()["topics"]
    if found["error_code"]:
        raise for_code(found["error_code"])(topic)
    topic_id: UUID = found["topic_id"]
    return topic_id
