"""What is told of two structures that turn out to be one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.eligibility.structures.rules.merging import merged
from services.eligibility.structures.rules.structure import Structure

NOW = datetime(2026, 9, 1, tzinfo=UTC)
OLD = Structure(
    structure_id=UUID(int=1),
    version=4,
    name="Les Ateliers",
    legal_family=None,
    region_code=None,
    themes=("sport",),
    siren=None,
    verified_at=NOW - timedelta(days=9),
)
NEW = replace(
    OLD,
    structure_id=UUID(int=2),
    version=7,
    name="LES ATELIERS DU CANAL",
    legal_family="association",
    region_code="53",
    themes=("culture",),
    siren="999999014",
    verified_at=NOW,
    replaces=(UUID(int=3),),
)


def test_the_one_that_goes_leads_on_and_the_one_that_stays_says_which_it_replaces() -> None:
    after = merged(NEW, OLD.structure_id, OLD)

    assert ("merged", OLD.structure_id) == (after[NEW.structure_id].ended, after[NEW.structure_id].merged_into)
    assert (UUID(int=2), UUID(int=3)) == after[OLD.structure_id].replaces


def test_the_one_that_stays_takes_over_what_it_does_not_know() -> None:
    stays = merged(NEW, OLD.structure_id, OLD)[OLD.structure_id]

    assert ("Les Ateliers", "association", "53", "999999014") == (
        stays.name,
        stays.legal_family,
        stays.region_code,
        stays.siren,
    )
    assert (("culture", "sport"), OLD.verified_at, 4) == (stays.themes, stays.verified_at, stays.version)


def test_where_only_the_one_that_goes_was_told_the_other_begins_with_it() -> None:
    begins = merged(NEW, OLD.structure_id, None)[OLD.structure_id]

    assert (OLD.structure_id, 0, "LES ATELIERS DU CANAL", None) == (
        begins.structure_id,
        begins.version,
        begins.name,
        begins.ended,
    )


def test_one_that_had_ended_brings_nobody_back_and_one_that_is_there_does() -> None:
    over = replace(NEW, ended="unverified")

    assert merged(over, OLD.structure_id, None)[OLD.structure_id].ended == "unverified"
    assert merged(over, OLD.structure_id, OLD)[OLD.structure_id].ended is None
    assert merged(NEW, OLD.structure_id, replace(OLD, ended="unverified"))[OLD.structure_id].ended is None


def test_what_is_merged_already_is_left_alone() -> None:
    assert {} == merged(merged(NEW, OLD.structure_id, OLD)[NEW.structure_id], OLD.structure_id, OLD)
