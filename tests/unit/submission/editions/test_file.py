"""An edition as a file: what is written is read in again, and what is wrong is named."""

from datetime import UTC, datetime
from typing import Any

import pytest
import tomli_w

from services.submission.editions.bodies.edition import edition_in
from services.submission.editions.bodies.file import document_of, read_edition
from shared.contracts.edition import Chamber, EditionRegion, ExtraField, Ground, ReviewDelays, Trust
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of
from shared.errors import FieldsRefused
from tests.support.edition import EDITION, edition

WITHOUT_CHAMBER = ("975", "977", "978", "986", "987", "988")


def read_again(known: EditionChanged) -> EditionChanged:
    return edition_in(read_edition(tomli_w.dumps(document_of(known))), now=known.changed_at)


def refused(**fields: Any) -> dict[str, str]:
    with pytest.raises(FieldsRefused) as refusal:
        read_edition(tomli_w.dumps({**document_of(EDITION), **fields}))
    return {fault.pointer: fault.message for fault in refusal.value.errors}


def test_the_edition_that_ships_has_a_chamber_for_each_region_and_the_national_team_for_the_rest() -> None:
    chambers = {each.region_code: chamber_of(EDITION, each.region_code) for each in EDITION.regions}

    assert len(chambers) == 24
    assert {"équipe nationale"} == {chambers[code] for code in WITHOUT_CHAMBER}
    assert 18 == len({name for code, name in chambers.items() if code not in WITHOUT_CHAMBER})


def test_whatever_an_edition_says_comes_back_from_its_file() -> None:
    known = edition(
        state="preparing",
        registration_opens_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        registration_closes_at=datetime(2026, 11, 15, 23, tzinfo=UTC),
        national_contact="equipe@exemple.fr",
        review_delays=ReviewDelays(remind=2, escalate=5, hurry=14, hurried_remind=2, hurried_escalate=3),
        trust=Trust(accepted=3, sample=20),
        refusal_grounds=(Ground(slug="hors-region", label="Hors région", sentence="Elle se tient hors de la région."),),
        extra_fields=(
            ExtraField(
                name="quartier",
                label="Quartier",
                kind="choice",
                required=True,
                shown=("page",),
                choices=("Nord", "Sud"),
            ),
        ),
        regions=(
            EditionRegion(
                region_code="53",
                time_zone="Europe/Paris",
                chamber=Chamber(name="CRESS Bretagne", contact="ess@exemple.fr", imprint="CRESS\n35000 Rennes"),
                cut_off=None,
                embedded_by=("https://cress.exemple.fr",),
            ),
            *(each for each in EDITION.regions if each.region_code != "53"),
        ),
    )

    assert known == read_again(known)


def test_a_region_reads_its_clock_from_where_it_lies() -> None:
    regions = [{name: each[name] for name in each if name != "time_zone"} for each in document_of(EDITION)["region"]]
    body = read_edition(tomli_w.dumps({**document_of(EDITION), "region": regions}))

    assert {each.region_code: each.time_zone for each in EDITION.regions} == {
        each.region_code: each.time_zone for each in edition_in(body, now=EDITION.changed_at).regions
    }


def test_each_fault_is_named_with_its_place() -> None:
    regions = document_of(EDITION)["region"]

    assert "Il manque les régions 84" in refused(region=regions[1:])["/region"]
    assert "là deux fois" in refused(region=[*regions, regions[0]])["/region"]
    assert "n’est le code INSEE" in refused(region=[*regions, {"code": "99"}])["/region/24/code"]
    assert "sans décalage" in refused(region=[{**regions[0], "cut_off": EDITION.changed_at}])["/region/0/cut_off"]
    assert "nommez la chambre" in refused(region=[{"code": "988", "contact": "nc@exemple.fr"}])["/region/0"]
    assert "précède" in refused(last_day=datetime(2026, 9, 1).date())["/last_day"]  # noqa: DTZ001  a day
    assert "édition 2027" in refused(year=2027)["/last_day"]
    assert "rappelez la chambre d’abord" in refused(review={"remind": 7, "escalate": 7})["/review"]
    assert "/colour" in refused(colour="blue")


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(FieldsRefused, match="n’est pas du TOML"):
        read_edition("year = ")


@pytest.mark.parametrize(
    "site", ["http://cress.example", "https://cress.example/page", "cress.example", "https://*", "https://a;b.example"]
)
def test_what_is_no_address_of_a_site_may_not_frame_a_programme(site: str) -> None:
    first, *others = document_of(EDITION)["region"]

    [(pointer, message)] = refused(region=[{**first, "embedded_by": [site]}, *others]).items()

    assert pointer.startswith("/region/0/embedded_by")
    assert site in message
