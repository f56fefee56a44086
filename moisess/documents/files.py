"""All generated documents as files: what they should hold, what differs, whether the difference may be."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from moisess.documents.asyncapi import asyncapi
from moisess.documents.compatibility import incompatibilities
from moisess.documents.criteria import criteria
from moisess.documents.openapi import SERVICES, openapi
from moisess.documents.schemas import schema_of
from moisess.documents.streams import told

ROOT = Path(__file__).parents[2]
SCHEMAS, OPENAPI = Path("docs/schemas"), Path("docs/openapi")
HEADLINE = "# Written by `moisess contracts write`; do not edit.\n"
NO_TEXT = re.compile(
    r"[-+]?\.?[0-9][0-9a-fox_.:e+-]*|[-+]?\.(inf|nan)|y|n|yes|no|on|off|true|false|null|~", re.IGNORECASE
)
"""Numbers, in every notation of either version (0199001234, 1e3, 0o17), and the words for truth and for nothing."""
MAJOR = re.compile(r"(.+)\.v([1-9][0-9]*)")


def generated(root: Path = ROOT) -> dict[Path, str]:
    """Return every document's text by its path below ``root``."""
    return {
        **{SCHEMAS / f"{each.topic.name}.json": _json(schema_of(each.stream)) for each in told()},
        Path("docs/asyncapi.yaml"): _yaml(asyncapi(root)),
        **{OPENAPI / f"{service}.yaml": _yaml(openapi(service)) for service in SERVICES},
        Path("docs/criteres.md"): criteria(),
    }


def differences(root: Path, documents: dict[Path, str]) -> list[tuple[Path, str]]:
    """Return what is not as generated, with a French word on how: absent, different, or of too much."""
    present = {
        path.relative_to(root)
        for folder, kind in ((SCHEMAS, "*.json"), (OPENAPI, "*.yaml"))
        for path in (root / folder).glob(kind)
    }
    found = [(path, "n’est plus produit") for path in present - documents.keys()]
    for path, text in documents.items():
        if not (root / path).is_file():
            found.append((path, "manque"))
        elif (root / path).read_text("utf-8") != text:
            found.append((path, "a changé"))
    return sorted(found)


def breaks(root: Path, documents: dict[Path, str]) -> list[str]:
    """Return what would keep readers and writers of the committed schemas from going on within their major."""
    found: list[str] = []
    for path in sorted((root / SCHEMAS).glob("*.json")):
        new = documents.get(path.relative_to(root))
        if new is not None:
            faults = incompatibilities(json.loads(path.read_text("utf-8")), json.loads(new))
            found += [f"{path.stem} {fault}" for fault in faults]
        elif not _has_successor(path.stem, documents):
            found.append(f"{path.stem} : le topic a disparu sans qu’une version majeure plus récente le remplace")
    return found


def write(root: Path, documents: dict[Path, str]) -> None:
    """Write the documents and remove those that are no longer generated."""
    for path, _ in differences(root, documents):
        if path in documents:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(documents[path], "utf-8")
        else:
            (root / path).unlink()


def _has_successor(topic: str, documents: dict[Path, str]) -> bool:
    before = MAJOR.fullmatch(topic)
    names = (MAJOR.fullmatch(path.stem) for path in documents if path.parent == SCHEMAS)
    return any(before and name and name[1] == before[1] and int(name[2]) > int(before[2]) for name in names)


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Plain(yaml.SafeDumper):
    """Writes everything out: anchors for repeated parts would make the text hard to read and to compare."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never refer back."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Write several lines as lines, and quote what any reader of YAML, 1.1 or 1.2, could take for something else."""
    style = "|" if "\n" in text else "'" if NO_TEXT.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _text)


def _yaml(document: dict[str, Any]) -> str:
    return HEADLINE + yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
