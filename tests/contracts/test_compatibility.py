import copy
import json
from typing import Any

import pytest

from moisess.documents.compatibility import incompatibilities
from moisess.documents.files import ROOT, SCHEMAS

Schema = dict[str, Any]

GONE = object()

FIELDS: Schema = {
    "id": {"type": "string", "format": "uuid"},
    "version": {"type": "integer", "minimum": 1},
    "state": {"enum": ["amended", "submitted"]},
    "verdict": {"type": "string", "x-vocabulary": ["eligible", "refused"]},
    "name": {"type": "string", "maxLength": 140},
    "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
    "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}], "items": False},
    "facts": {"type": "object", "additionalProperties": {"type": "string"}},
    "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
}
NEEDED = [name for name in FIELDS if name != "note"]
BASE: Schema = {
    "$ref": "#/$defs/Told",
    "$defs": {
        "Told": {"type": "object", "properties": FIELDS, "required": NEEDED},
        "Part": {
            "type": "object",
            "properties": {"code": {"type": "string"}, "inner": {"$ref": "#/$defs/Part"}},
            "required": ["code"],
        },
    },
}


def changed(changes: dict[str, Any]) -> list[str]:
    """Return what is said of the schema with these places set to these values."""
    new = copy.deepcopy(BASE)
    for path, value in changes.items():
        *steps, last = path.split("/")
        place: Any = new["$defs"]
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if value is GONE:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value
    return incompatibilities(BASE, new)


FINE: dict[str, dict[str, Any]] = {
    "nothing": {},
    "an optional field": {"Told/properties/added": {"type": "string", "default": ""}},
    "an optional field, deep inside": {"Part/properties/added": {"type": "string", "default": ""}},
    "a new word of a vocabulary": {"Told/properties/verdict/x-vocabulary": ["eligible", "appealed", "refused"]},
    "a first vocabulary": {"Told/properties/name/x-vocabulary": ["a"]},
    "other words": {"Told/properties/id/description": "Which one.", "Told/description": "Told."},
    "another order": {"Told/properties": dict(reversed(FIELDS.items())), "Told/required": NEEDED[::-1]},
}

BREAKING: dict[str, tuple[dict[str, Any], str]] = {
    "a required field": (
        {"Told/properties/added": {"type": "string"}, "Told/required": [*NEEDED, "added"]},
        "/added : le nouveau champ est obligatoire",
    ),
    "a field gone": ({"Told/properties/note": GONE}, "/note : le champ a disparu"),
    "a field renamed": (
        {"Told/properties/note": GONE, "Told/properties/remark": FIELDS["note"]},
        "/note : le champ a disparu",
    ),
    "a field deep inside gone": ({"Part/properties/code": GONE}, "/parts/*/code : le champ a disparu"),
    "optional made required": ({"Told/required": [*NEEDED, "note"]}, "/note : le champ devient obligatoire"),
    "required made optional": ({"Told/required": NEEDED[1:]}, "/id : le champ devient facultatif"),
    "another type": ({"Told/properties/version/type": "number"}, '/version : type « "integer" » est devenu'),
    "another format": ({"Told/properties/id/format": GONE}, "/id : format"),
    "a tighter most": ({"Told/properties/name/maxLength": 80}, "passe de 140 à 80 : d’anciens messages"),
    "a tighter least": ({"Told/properties/version/minimum": 2}, "passe de 1 à 2 : d’anciens messages"),
    "a new bound": ({"Told/properties/id/minLength": 36}, "passe de absent à 36 : d’anciens messages"),
    "a looser most": ({"Told/properties/name/maxLength": 200}, "passe de 140 à 200 : les anciens lecteurs"),
    "a looser least": ({"Told/properties/version/minimum": 0}, "passe de 1 à 0 : les anciens lecteurs"),
    "a bound gone": ({"Told/properties/version/minimum": GONE}, "passe de 1 à absent : les anciens lecteurs"),
    "a new value": ({"Told/properties/state/enum": ["amended", "submitted", "lost"]}, "« lost » s’ajoute"),
    "a value gone": ({"Told/properties/state/enum": ["submitted"]}, "« amended » n’est plus admise"),
    "a word of a vocabulary gone": (
        {"Told/properties/verdict/x-vocabulary": ["eligible"]},
        "/verdict : le mot « refused » n’est plus documenté",
    ),
    "null no longer": ({"Told/properties/note/anyOf": [{"type": "string"}]}, "« null » n’est plus admise"),
    "null from now on": (
        {"Told/properties/name": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
        "/name : la forme « null » s’ajoute",
    ),
    "another default": ({"Told/properties/note/default": ""}, "/note : default"),
    "a third of a pair": ({"Told/properties/pair/prefixItems": [{}, {}, {}]}, "de 2 éléments en compte 3"),
    "other things in a pair": ({"Told/properties/pair/prefixItems/1/type": "integer"}, "/pair/1 : type"),
    "other things in a map": ({"Told/properties/facts/additionalProperties/type": "integer"}, "/facts/* : type"),
    "a closed object": ({"Part/additionalProperties": False}, "/parts/*/* : « true » est devenu « false »"),
}


@pytest.mark.parametrize("changes", FINE.values(), ids=FINE.keys())
def test_readers_and_writers_may_be_mixed_after(changes: dict[str, Any]) -> None:
    assert changed(changes) == []


@pytest.mark.parametrize(("changes", "said"), BREAKING.values(), ids=BREAKING.keys())
def test_readers_or_writers_break_after(changes: dict[str, Any], said: str) -> None:
    found = changed(changes)

    assert any(said in fault for fault in found), found


def test_a_part_that_moves_to_a_definition_is_the_same() -> None:
    new = copy.deepcopy(BASE)
    new["$defs"]["Name"] = new["$defs"]["Told"]["properties"]["name"]
    new["$defs"]["Told"]["properties"]["name"] = {"$ref": "#/$defs/Name"}

    assert incompatibilities(BASE, new) == []


@pytest.mark.parametrize("path", sorted((ROOT / SCHEMAS).glob("*.json")), ids=lambda path: path.stem)
def test_every_committed_schema_is_compatible_with_itself(path: Any) -> None:
    schema = json.loads(path.read_text("utf-8"))

    assert incompatibilities(schema, schema) == []
