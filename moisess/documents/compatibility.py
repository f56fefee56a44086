"""May the readers and writers of two versions of a schema be mixed? Within a major they must be, in both directions.

A record lives longer than the code that wrote it, and services are released one by one: new code reads old records,
old code reads new ones. What follows is the strict form (FULL_TRANSITIVE): nothing but optional fields may be added.
Since nothing is ever taken away, the step from the last version speaks for all versions before it.
"""

import json
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

WORDS = frozenset({"$schema", "$id", "$defs", "$ref", "title", "description", "examples"})
"""What readers do not check."""
WALKED = frozenset({"properties", "required", "items", "prefixItems", "additionalProperties", "anyOf"})
VOCABULARY = "x-vocabulary"
"""The words a text is known to hold; documented and not enforced."""
LEAST = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
MOST = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})


def incompatibilities(old: Schema, new: Schema) -> list[str]:
    """Return, as French sentences with the place, all that keeps readers of one from reading the other."""
    return list(_Comparison(old, new).walk(old, new, ""))


class _Comparison:
    """Two documents, whose references are looked up in their own definitions."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._old = old
        self._new = new
        self._seen: set[tuple[str, str]] = set()

    def walk(self, old: Any, new: Any, place: str) -> Iterator[str]:
        """Compare two schemas that stand at the same place."""
        if not isinstance(old, dict) or not isinstance(new, dict):
            if old != new:
                yield f"{place or '/'} : « {_text(old)} » est devenu « {_text(new)} »"
            return
        references = (old.get("$ref", ""), new.get("$ref", ""))
        if all(references):
            if references in self._seen:
                return
            self._seen.add(references)
        yield from self._compare(_resolved(old, self._old), _resolved(new, self._new), place)

    def _compare(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        for keyword in sorted((old.keys() | new.keys()) - WORDS - WALKED):
            yield from _keyword(keyword, old, new, place or "/")
        yield from self._fields(old, new, place)
        yield from self._choices(old.get("anyOf", []), new.get("anyOf", []), place)
        for keyword, absent in (("items", True), ("additionalProperties", True)):
            yield from self.walk(old.get(keyword, absent), new.get(keyword, absent), f"{place}/*")
        before, after = old.get("prefixItems", []), new.get("prefixItems", [])
        if len(before) != len(after):
            yield f"{place or '/'} : la liste de {len(before)} éléments en compte {len(after)}"
        for number, pair in enumerate(zip(before, after, strict=False)):
            yield from self.walk(*pair, f"{place}/{number}")

    def _fields(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted(before.keys() - after.keys()):
            yield f"{place}/{name} : le champ a disparu (un champ renommé disparaît aussi)"
        for name in sorted(after.keys() - before.keys()):
            if name in needed:
                yield f"{place}/{name} : le nouveau champ est obligatoire, les anciens messages ne l’ont pas"
        for name in sorted(before.keys() & after.keys()):
            if name in needed - needed_before:
                yield f"{place}/{name} : le champ devient obligatoire, d’anciens messages ne l’ont pas"
            if name in needed_before - needed:
                yield f"{place}/{name} : le champ devient facultatif, les anciens lecteurs l’exigent"
            yield from self.walk(before[name], after[name], f"{place}/{name}")

    def _choices(self, old: list[Schema], new: list[Schema], place: str) -> Iterator[str]:
        before, after = ({_kind(choice): choice for choice in choices} for choices in (old, new))
        for kind in sorted(before.keys() - after.keys()):
            yield f"{place or '/'} : la forme « {kind} » n’est plus admise, d’anciens messages l’ont"
        for kind in sorted(after.keys() - before.keys()):
            yield f"{place or '/'} : la forme « {kind} » s’ajoute, les anciens lecteurs la refusent"
        for kind in sorted(before.keys() & after.keys()):
            yield from self.walk(before[kind], after[kind], place)


def _keyword(keyword: str, old: Schema, new: Schema, place: str) -> Iterator[str]:
    before, after = old.get(keyword), new.get(keyword)
    if before == after:
        return
    if keyword == VOCABULARY:
        yield from _words_gone(before or [], after or [], place)
    elif keyword == "enum" and isinstance(before, list) and isinstance(after, list):
        yield from _values(before, after, place)
    elif keyword in LEAST | MOST:
        yield f"{place} : la limite {keyword} {_movement(keyword, before, after)}"
    else:
        yield f"{place} : {keyword} « {_text(before)} » est devenu « {_text(after)} »"


def _words_gone(before: list[str], after: list[str], place: str) -> Iterator[str]:
    """Name words that are gone; more of them are welcome, since readers tolerate what they do not know."""
    for word in before:
        if word not in after:
            yield f"{place} : le mot « {word} » n’est plus documenté, d’anciens messages l’ont"


def _values(before: list[Any], after: list[Any], place: str) -> Iterator[str]:
    for value in before:
        if value not in after:
            yield f"{place} : la valeur « {value} » n’est plus admise, d’anciens messages l’ont"
    for value in after:
        if value not in before:
            yield f"{place} : la valeur « {value} » s’ajoute, les anciens lecteurs la refusent"


def _movement(keyword: str, before: Any, after: Any) -> str:
    tighter = before is None or (after is not None and (after > before if keyword in LEAST else after < before))
    change = f"passe de {_text(before)} à {_text(after)}"
    if tighter:
        return f"{change} : d’anciens messages ne la respectent pas"
    return f"{change} : les anciens lecteurs refusent ce qu’elle admet maintenant"


def _resolved(schema: Schema, document: Schema) -> Schema:
    reference = schema.get("$ref")
    return {**document["$defs"][reference.rsplit("/", 1)[-1]], **schema} if reference else schema


def _kind(choice: Schema) -> str:
    return str(choice.get("$ref", choice.get("type", _text(choice))))


def _text(value: Any) -> str:
    return "absent" if value is None else json.dumps(value, ensure_ascii=False)
