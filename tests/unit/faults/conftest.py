"""A history without fault, and what is seen of a platform that kept its promises in it."""

import pytest

from shared.contracts.eligibility import DECISIONS
from shared.contracts.submission import MANIFESTATIONS
from tests.faults.history import Dossier, History, Listed, Observed, Snapshot
from tests.unit.faults.planted import held, told


@pytest.fixture
def history() -> History:
    return History(
        series="1",
        registered={"Titre 1": "m1", "Titre 2": "m2"},
        versions={"m1": {1, 2}, "m2": {1, 2}},
        withdrawn={"m2"},
        decided={("m1", 3)},
        booked={"r1": ("s1", frozenset({"a", "b"}))},
        snapshots={"p1"},
    )


@pytest.fixture
def seen() -> Observed:
    observed = Observed(
        manifestations={"m1": 2, "m2": 2},
        dossiers={
            "m1": Dossier(version=3, judged_version=2, online=True),
            "m2": Dossier(version=2, judged_version=2, online=False),
        },
        heard={"m1": 3, "m2": 2},
        listings={"m1": Listed(version=3, online=True), "m2": Listed(version=2, online=False)},
        public=["m1"],
        meetings=[held("r1", "s1", 1, "a", "b"), held("r2", "s1", 2, "c", "d"), held("r3", "s2", 1, "a", "c")],
        snapshots=[
            Snapshot(
                snapshot_id="p1",
                region_code="53",
                edition=2026,
                sha256="",
                content=b"",
                offsets={},
                set_aside=frozenset(),
            )
        ],
        records={
            MANIFESTATIONS.topic: [
                told(MANIFESTATIONS.topic, key, version) for key in ("m1", "m2") for version in (1, 2)
            ],
            DECISIONS.topic: [told(DECISIONS.topic, "m1", version) for version in (1, 2, 3)],
        },
    )
    observed.titles.update(["Titre 1", "Titre 2"])
    return observed
