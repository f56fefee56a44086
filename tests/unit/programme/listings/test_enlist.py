from services.programme.listings.enlist import row_of
from tests.support.builders import content, eligibility_decided, occurrence, publication


def test_what_is_published_is_listed_and_not_what_was_judged() -> None:
    approved = content(title="La version approuvée", occurrences=(occurrence(state="full"), occurrence()))
    shown = publication(content=approved, judged_version=1, region_code="29", paper=False)

    row = row_of(
        eligibility_decided(
            verdict="to_review", judged_version=2, content=content(title="Le changement à l’examen"), published=shown
        )
    )

    assert row.content == shown.content
    assert (row.judged_version, row.region_code, row.paper) == (1, "29", False)
    assert [date.occurrence_id for date in row.dates] == [each.occurrence_id for each in approved.occurrences]
    assert "approuvee" in row.search_text
    assert "examen" not in row.search_text


def test_of_what_is_not_published_nothing_but_the_version_is_kept() -> None:
    row = row_of(eligibility_decided(version=4, online=False))

    assert (row.version, row.edition) == (4, 2026)
    assert (row.content, row.dates, row.organiser_name, row.region_code, row.search_text) == (None, (), None, None, "")
