"""One AsyncAPI 3 document for the platform: its topics, what they carry, who tells and who hears."""

from pathlib import Path
from typing import Any

from deploy.kafka.declared import DAY_MS, FOREVER_MS, Topic, declared
from moisess.documents.messages import BINDING_VERSION, DEAD_LETTER_NAME, message_names, message_schemas, messages
from moisess.documents.streams import Told, told
from shared.release import VERSION

Document = dict[str, Any]

SASL = {"SCRAM-SHA-512": "scramSha512", "SCRAM-SHA-256": "scramSha256"}
"""How a reader says who it is, by SASL's name of it, as AsyncAPI calls it."""

INFO: Document = {
    "title": "Mois de l’ESS : topics de la plateforme",
    "version": VERSION,
    "description": (
        "Four independent services talk over these Kafka topics. Each carries the whole state of one kind of entity "
        "after each change, keyed by the entity, with a version that only grows: apply a record only if its version is "
        "greater than the one you have, and neither repetition nor replay does harm.\n\n"
        "Topics named `ess.public.…` are for partners; `ess.internal.…` are not, and may change. Values are JSON in "
        "UTF-8; pass over fields that you do not know, since they may be added. Anything else than an added optional "
        "field gets a new topic, `.v2`, beside the old one.\n\n"
        "Headers follow CloudEvents 1.0, Kafka protocol binding, binary content mode."
    ),
    "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
}

SERVERS: Document = {
    "shared": {
        "host": "{bootstrap}",
        "protocol": "kafka-secure",
        "title": "The platform's brokers",
        "description": "Who reads here has a name of its own, and may read the topics that its access list names.",
        "variables": {
            "bootstrap": {
                "default": "kafka.example:9093",
                "description": "Bootstrap address, which whoever runs the platform tells with the name and password.",
            }
        },
        "security": [{"$ref": f"#/components/securitySchemes/{kind}"} for kind in SASL.values()],
    },
    "local": {
        "host": "{bootstrap}",
        "protocol": "kafka",
        "title": "On this machine",
        "description": "Started by `moisess stack up`, which says its address; without authentication.",
        "variables": {"bootstrap": {"default": "127.0.0.1:9092"}},
    },
}


def asyncapi(root: Path) -> Document:
    """Build the document from topics, contracts and samples; nothing of it depends on where or when."""
    topics = declared()
    every = told(topics)
    letters = [topic for topic in topics if topic.dead_letters_of is not None]
    return {
        "asyncapi": "3.0.0",
        "info": INFO,
        "defaultContentType": "application/json",
        "servers": SERVERS,
        "channels": {
            **{each.topic.name: _channel(each.topic, message_names(each.stream)) for each in every},
            **{topic.name: _channel(topic, [DEAD_LETTER_NAME]) for topic in letters},
        },
        "operations": _operations(every),
        "components": {
            "messages": messages(root, every),
            "schemas": message_schemas(every),
            "securitySchemes": {
                kind: {"type": kind, "description": f"SASL {name}, over TLS."} for name, kind in SASL.items()
            },
        },
    }


def _channel(topic: Topic, names: list[str]) -> Document:
    return {
        "address": topic.name,
        "title": topic.name.split(".v", 1)[0].split(".")[-1]
        if topic.dead_letters_of is None
        else topic.dead_letters_of,
        "summary": topic.summary,
        "description": f"Key: {topic.key}. {_partitions(topic)} {_retention(topic)}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "tags": [{"name": "dead letters" if topic.dead_letters_of else topic.name.split(".")[1]}],
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": topic.replication,
                "topicConfiguration": _configuration(topic),
                "bindingVersion": BINDING_VERSION,
            }
        },
    }


def _operations(every: tuple[Told, ...]) -> Document:
    operations: Document = {}
    for each in every:
        topic, names = each.topic, message_names(each.stream)
        operations[f"{topic.producer}.tells.{each.name}"] = _operation("send", topic.producer, topic.name, names)
        for group in topic.consumers:
            # By the group: a service may hear a topic twice, or several of one name.
            service, heard = group.split(".", 1)
            letters = f"{topic.name}.{group}.dlq"
            hears = _operation("receive", service, topic.name, names)
            hears["bindings"] = {
                "kafka": {"groupId": {"type": "string", "const": group}, "bindingVersion": BINDING_VERSION}
            }
            operations[f"{service}.hears.{heard}"] = hears
            operations[f"{service}.sets-aside.{heard}"] = _operation("send", service, letters, [DEAD_LETTER_NAME])
    return dict(sorted(operations.items()))


def _operation(action: str, service: str, channel: str, names: list[str]) -> Document:
    reference = f"#/channels/{channel}"
    return {
        "action": action,
        "channel": {"$ref": reference},
        "tags": [{"name": service}],
        "messages": [{"$ref": f"{reference}/messages/{name}"} for name in names],
    }


def _partitions(topic: Topic) -> str:
    return "One partition." if topic.partitions == 1 else f"{topic.partitions} partitions."


def _retention(topic: Topic) -> str:
    if topic.cleanup == "compact":
        return f"Compacted: the last record of each key stays; a removal can be seen for {_days(topic)}."
    return "Kept forever." if topic.retention_ms == FOREVER_MS else f"Kept for {_days(topic)}."


def _days(topic: Topic) -> str:
    return f"{topic.retention_ms // DAY_MS} days"


def _configuration(topic: Topic) -> Document:
    """Return the topic's settings as the binding types them: numbers, and a list of policies."""
    known = topic.configuration()
    policy = known.pop("cleanup.policy")
    return {"cleanup.policy": [policy], **{name: int(value) for name, value in sorted(known.items())}}
