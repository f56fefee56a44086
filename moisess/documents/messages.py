"""The messages of the AsyncAPI document, with their schemas as that format reads them."""

import inspect
from pathlib import Path
from typing import Any

from moisess.documents.field_words import plain
from moisess.documents.headers import DEAD_LETTER, headers_of
from moisess.documents.samples import Sample, sample
from moisess.documents.schemas import DEFINITIONS, Schema, schema_of
from moisess.documents.streams import STREAMS, Told
from shared.contracts.stream import Stream

SCHEMAS = "#/components/schemas/"
BINDING_VERSION = "0.5.0"
DEAD_LETTER_NAME = "DeadLetter"


def message_names(stream: Stream[Any]) -> list[str]:
    """Name the messages of a stream: its contract, and the removal where records without value have a meaning."""
    contract = stream.contract.__name__
    if sum(each.contract is stream.contract for each in STREAMS) > 1:
        contract = f"{stream.source.strip('/').capitalize()}{contract}"
    return [contract, f"{contract}Removal"] if stream.tombstones else [contract]


def messages(root: Path, told: tuple[Told, ...]) -> dict[str, Any]:
    """Return every message of the platform by name."""
    every: dict[str, Any] = {}
    for each in told:
        stream = each.stream
        contract, *removal = message_names(stream)
        every[contract] = _message(
            stream,
            contract,
            {"$ref": f"{SCHEMAS}{stream.contract.__name__}"},
            sample(root, stream.topic),
        )
        for name in removal:
            every[name] = {
                **_message(stream, name, {"type": "null"}, sample(root, stream.topic, "removal")),
                "summary": "The entity is no longer there: a record without value.",
            }
    every[DEAD_LETTER_NAME] = {
        "name": DEAD_LETTER_NAME,
        "title": DEAD_LETTER_NAME,
        "summary": "A record that its reader could not handle: key, value and headers as they were, and why.",
        "contentType": "application/octet-stream",
        "headers": DEAD_LETTER,
        "payload": {"description": "The original bytes."},
    }
    return every


def message_schemas(told: tuple[Told, ...]) -> dict[str, Schema]:
    """Return the definitions of all contracts; those that several share are there once."""
    found: dict[str, Schema] = {}
    for each in told:
        for name, definition in schema_of(each.stream)["$defs"].items():
            if found.setdefault(name, as_asyncapi(definition)) != as_asyncapi(definition):
                raise ValueError(f"two contracts are called {name}")
    return dict(sorted(found.items()))


def as_asyncapi(schema: Any) -> Any:
    """Return a schema as AsyncAPI's own dialect has it, which is that of draft 7 with other references."""
    if isinstance(schema, list):
        return [as_asyncapi(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    known = {name: as_asyncapi(inner) for name, inner in schema.items()}
    if isinstance(reference := known.get("$ref"), str):
        known["$ref"] = reference.replace(DEFINITIONS, SCHEMAS)
    if "prefixItems" in known:
        rest = known.pop("items", True)
        known["items"] = known.pop("prefixItems")
        known["additionalItems"] = rest
    return known


def _message(stream: Stream[Any], name: str, payload: Schema, example: Sample) -> dict[str, Any]:
    definition = schema_of(stream)["$defs"][stream.contract.__name__]
    return {
        "name": name,
        "title": name,
        "summary": plain(inspect.getdoc(stream.contract) or ""),
        "contentType": "application/json",
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "headers": headers_of(stream),
        "payload": payload,
        "bindings": {
            "kafka": {
                "key": {**definition["properties"][stream.key], "description": f"The text of `{stream.key}`."},
                "bindingVersion": BINDING_VERSION,
            }
        },
        "examples": [{"name": name, "headers": example.headers, "payload": example.value}],
    }
