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
    return tmp_path


def test_the_same_package_gives_the_same_bytes(package: Path) -> None:
    first = build(package)

    assert first == build(package)
    # A gzip file may carry the time of its making; this one does not.
    assert first[4:8] == bytes(4)


def test_the_bundle_has_the_communes_of_today_by_population_and_remembers_merged_names(package: Path) -> None:
    gazetteer = Gazetteer(build(package))

    assert [place.name for place in gazetteer.of_postcode("01000")] == ["Grandville", "L’Étang"]
    assert [place.name for place in gazetteer.named("vieux bourg")] == ["Grandville"]
    assert gazetteer.successor("01003") == gazetteer.find("01002")
    assert gazetteer.successor("01002") is gazetteer.find("98411") is None
    assert list(gazetteer.departments) == ["01"]
