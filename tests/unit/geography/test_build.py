import json
from pathlib import Path
from typing import Any

import pytest

from shared.geography.build import build
from shared.geography.bundle import Gazetteer


def commune(code: str, name: str, population: int = 10, **more: Any) -> dict[str, Any]:
    kind = more.pop("type", "commune-actuelle")
    return {
        "code": code,
        "nom": name,
        "type": kind,
        "departement": more.pop("departement", code[:2]),
        "population": population,
        "codesPostaux": ["01000"],
        **more,
    }


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "package.json").write_text('{"version": "0.0.1"}', "utf-8")
    communes = [
        commune("01001", "L'Étang"),
        commune("01002", "Grandville", 900),
        {"code": "01003", "nom": "Vieux-Bourg", "type": "commune-deleguee", "departement": "01", "chefLieu": "01002"},
        {"code": "98411", "nom": "Île déserte", "type": "commune-actuelle", "departement": "984"},
    ]
    departments = [{"code": "01", "nom": "Ain", "region": "84"}, {"code": "984", "nom": "Terres", "region": "984"}]
    (tmp_path / "data" / "communes.json").write_text(json.dumps(communes), "utf-8")
    (tmp_path / "data" / "departements.json").write_text(json.dumps(departments), "utf-8")
    epcis = [{"code": "200000001", "nom": "CC de l'Étang", "membres": [{"code": "01001"}, {"code": "01002"}]}]
    (tmp_path / "data" / "epci.json").write_text(json.dumps(epcis), "utf-8")
    (tmp_path / "cities500.txt").write_text(geonames("01002", 46.1004, 5.25) + geonames("01002", 46.9, 5.9, 3), "utf-8")
    return tmp_path


def geonames(code: str, latitude: float, longitude: float, population: int = 900) -> str:
    row = [""] * 19
    row[4], row[5], row[8], row[13], row[14] = str(latitude), str(longitude), "FR", code, str(population)
    return "\t".join(row) + "\n"


def test_the_same_package_gives_the_same_bytes(package: Path) -> None:
    first = build(package, package / "cities500.txt")

    assert first == build(package, package / "cities500.txt")
    # A gzip file may carry the time of its making; this one does not.
    assert first[4:8] == bytes(4)


def test_the_bundle_has_the_communes_of_today_by_population_and_remembers_merged_names(package: Path) -> None:
    gazetteer = Gazetteer(build(package, package / "cities500.txt"))

    assert [place.name for place in gazetteer.of_postcode("01000")] == ["Grandville", "L’Étang"]
    assert [place.name for place in gazetteer.named("vieux bourg")] == ["Grandville"]
    assert [place.name for place in gazetteer.starting("vieux", 5)] == ["Grandville"]
    assert gazetteer.successor("01003") == gazetteer.find("01002")
    assert gazetteer.successor("01002") is gazetteer.find("98411") is None
    assert list(gazetteer.departments) == ["01"]


def test_a_commune_stands_where_its_largest_place_does_and_a_small_one_among_its_neighbours(package: Path) -> None:
    gazetteer = Gazetteer(build(package, package / "cities500.txt"))

    centres = {place.name: place.centre for place in gazetteer.of_postcode("01000")}
    assert centres == {"Grandville": (46.1, 5.25), "L’Étang": (46.1, 5.25)}
    assert {place.epci_code for place in gazetteer.of_postcode("01000")} == {"200000001"}
    assert gazetteer.epcis == {"200000001": "CC de l’Étang"}
