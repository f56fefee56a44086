"""JSON Schema 2020-12 of what a topic carries."""

import inspect
from typing import Any

import msgspec

from moisess.documents.field_words import contracts_in, field_words, plain
from shared.contracts.stream import Stream

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFINITIONS = "#/$defs/"


def schema_of(stream: Stream[Any]) -> Schema:
    """Return the schema of the values of ``stream``, with the words that the contract's source has for its fields."""
    generated = msgspec.json.schema(stream.contract)
    contracts = contracts_in(stream.contract)
    return {
        "$schema": DIALECT,
        "$id": f"urn:mois-ess:schema:{stream.topic}",
        "title": stream.contract.__name__,
        "description": plain(inspect.getdoc(stream.contract) or ""),
        "$ref": generated["$ref"],
        "$defs": {
            name: _described(definition, contracts[name]) for name, definition in sorted(generated["$defs"].items())
        },
    }


def _described(definition: Schema, contract: type) -> Schema:
    words = field_words(contract)
    properties = {
        name: {**({"description": words[name]} if name in words else {}), **schema}
        for name, schema in definition["properties"].items()
    }
    return {**definition, "description": plain(definition.get("description", "")), "properties": properties}
