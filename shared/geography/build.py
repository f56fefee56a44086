"""Write the bundle from the official data. Run by hand, once a year, with the folder of the unpacked npm package.

``npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz && python -m shared.geography.build package``
"""

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.geography.bundle import BUNDLE
from shared.geography.folding import fold

# Nobody lives there, no post arrives there, and no clock is agreed on Clipperton.
UNINHABITED = frozenset({"984", "989"})
CURRENT = frozenset({"commune-actuelle", "arrondissement-municipal"})
MERGED = frozenset({"commune-deleguee", "commune-associee"})


def build(package: Path) -> bytes:
    """Return the bundle: same package, same bytes."""
    communes = _read(package / "data" / "communes.json")
    departments = _read(package / "data" / "departements.json")
    current = sorted(
        (place for place in communes if place["type"] in CURRENT and place["departement"] not in UNINHABITED),
        key=lambda place: (-place["population"], place["code"]),
    )
    names = {place["code"]: place["nom"] for place in current}
    merged = sorted(
        {
            (fold(place["nom"]), place["chefLieu"])
            for place in communes
            if place["type"] in MERGED and place["nom"] != names[place["chefLieu"]]
        }
    )
    content = {
        "source": "@etalab/decoupage-administratif " + _read(package / "package.json")["version"],
        "departments": [
            [place["code"], _printed(place["nom"]), place["region"]]
            for place in sorted(departments, key=lambda place: str(place["code"]))
            if place["code"] not in UNINHABITED
        ],
        "codes": [place["code"] for place in current],
        "names": [_printed(place["nom"]) for place in current],
        "postcodes": [" ".join(_in_order(place["codesPostaux"])) for place in current],
        # Folded here and searched as one text: folding 35,000 names at each start would take 30 ms.
        "folded_names": "\n".join(fold(place["nom"]) for place in current),
        "former": merged,
        "former_codes": dict(
            sorted(
                (place["code"], place["chefLieu"])
                for place in communes
                if place["type"] in MERGED and place["code"] not in names
            )
        ),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _printed(name: str) -> str:
    return name.replace("'", "’")


def _in_order(postcodes: Iterable[str]) -> list[str]:
    return sorted(set(postcodes))


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


if __name__ == "__main__":
    BUNDLE.write_bytes(build(Path(sys.argv[1])))
