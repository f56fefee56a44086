"""The bundled official data, read once and indexed: 35,000 communes, each built only when asked for."""

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from shared.geography.places import Commune, Department

BUNDLE: Final = Path(__file__).with_name("communes.json.gz")
OVERSEAS: Final = ("97", "98")


class Gazetteer:
    """Communes as columns, the most populous first, so that every answer comes in that order by itself."""

    def __init__(self, content: bytes) -> None:
        data = json.loads(gzip.decompress(content))
        self.departments = {
            code: Department(code=code, name=name, region_code=region_code)
            for code, name, region_code in data["departments"]
        }
        self._codes: list[str] = data["codes"]
        self._names: list[str] = data["names"]
        self._postcodes: list[str] = data["postcodes"]
        self._position = {code: position for position, code in enumerate(self._codes)}
        self._folded = f"\n{data['folded_names']}\n"
        self._starts = list(accumulate((len(line) + 1 for line in data["folded_names"].split("\n")), initial=0))
        self._by_postcode = self._index_postcodes()
        self.epcis: dict[str, str] = dict(data["epcis"])
        self._epci_codes = [*self.epcis, None]
        self._epci_of: list[int] = data["epci_of"]
        self._latitudes: list[int | None] = data["latitudes"]
        self._longitudes: list[int | None] = data["longitudes"]
        self._former: dict[str, list[str]] = {}
        self._former_of: dict[str, tuple[str, ...]] = {}
        for name, code in data["former"]:
            self._former.setdefault(name, []).append(code)
            self._former_of[code] = (*self._former_of.get(code, ()), name)
        self._successors: dict[str, str] = data["former_codes"]

    def find(self, code: str) -> Commune | None:
        """Find a commune of today by INSEE code."""
        position = self._position.get(code)
        return None if position is None else self._at(position)

    def successor(self, code: str) -> Commune | None:
        """Find the commune of today into which the one of this code was merged."""
        return self.find(self._successors.get(code, ""))

    def of_postcode(self, postcode: str) -> tuple[Commune, ...]:
        """All communes that have this postcode."""
        return tuple(self._at(position) for position in self._by_postcode.get(postcode, ()))

    def named(self, folded: str) -> tuple[Commune, ...]:
        """All communes with exactly this folded name, or into which one of that name was merged."""
        found = {self._at(position): None for position in self._matches(f"\n{folded}\n")}
        merged = (self.find(code) for code in self._former.get(folded, ()))
        return tuple(found | {commune: None for commune in merged if commune})

    def former_names(self, code: str) -> tuple[str, ...]:
        """Folded names of the communes that it took in."""
        return self._former_of.get(code, ())

    def placed(self, departments: frozenset[str], epci_code: str | None = None) -> Iterator[tuple[str, float, float]]:
        """Code, latitude and longitude of the communes of these departments, or of one intercommunality in them."""
        wanted = None if epci_code is None else self._epci_codes.index(epci_code)
        for position, code in enumerate(self._codes):
            latitude, longitude = self._latitudes[position], self._longitudes[position]
            if latitude is None or longitude is None or department_of(code) not in departments:
                continue
            if wanted is None or self._epci_of[position] == wanted:
                yield code, latitude / 1000, longitude / 1000

    def starting(self, folded: str, limit: int) -> tuple[Commune, ...]:
        """Exact names first, then names that begin with it, then those of which a later word or a former name does."""
        found: dict[int, None] = {}
        for wanted in (f"\n{folded}\n", f"\n{folded}", f" {folded}"):
            for position in self._matches(wanted):
                if len(found) == limit:
                    break
                found[position] = None
        former = (code for name, codes in self._former.items() if name.startswith(folded) for code in codes)
        for code in former if len(found) < limit else ():
            if code in self._position:
                found[self._position[code]] = None
        return tuple(self._at(position) for position in found)[:limit]

    def _matches(self, wanted: str) -> Iterator[int]:
        at = self._folded.find(wanted)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._folded.find(wanted, at + 1)

    def _index_postcodes(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for position, postcodes in enumerate(self._postcodes):
            for postcode in postcodes.split():
                index.setdefault(postcode, []).append(position)
        return index

    def _at(self, position: int) -> Commune:
        code = self._codes[position]
        department_code = department_of(code)
        latitude, longitude = self._latitudes[position], self._longitudes[position]
        return Commune(
            code=code,
            name=self._names[position],
            department_code=department_code,
            region_code=self.departments[department_code].region_code,
            postcodes=tuple(self._postcodes[position].split()),
            epci_code=self._epci_codes[self._epci_of[position]],
            centre=None if latitude is None or longitude is None else (latitude / 1000, longitude / 1000),
        )


def department_of(code: str) -> str:
    """Return the department of an INSEE code: its first two signs, three overseas."""
    return code[:3] if code.startswith(OVERSEAS) else code[:2]


@cache
def gazetteer() -> Gazetteer:
    """Read the bundle the first time it is asked for."""
    return Gazetteer(BUNDLE.read_bytes())
