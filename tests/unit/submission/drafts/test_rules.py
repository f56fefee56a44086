"""What is worth keeping of a form, and what it is called."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.submission.drafts.rules import Draft, is_blank, storable


def draft(**filled: Any) -> Draft:
    now = datetime(2026, 9, 1, tzinfo=UTC)
    return Draft(
        draft_id="a-token-of-this-test",
        account_id="a",
        edition=2026,
        version=1,
        filled=filled,
        created_at=now,
        changed_at=now,
    )


@pytest.mark.parametrize(
    "filled",
    [{}, {"attendance": "on_site"}, {"attendance": "online", "occurrences": [{}], "organiser": {}, "title": ""}],
)
def test_what_an_empty_form_sends_by_itself_is_no_draft(filled: dict[str, Any]) -> None:
    assert is_blank(filled)


def test_a_single_hour_is_worth_keeping() -> None:
    assert not is_blank({"attendance": "on_site", "occurrences": [{}, {"from": "10:00"}]})


def test_signs_that_a_database_refuses_are_left_out_at_every_depth() -> None:
    kept = storable({"title": "Un\x00 titre ", "occurrences": [{"note": "a\ud800"}], "themes": ["x\x00"]})

    assert kept == {"title": "Un titre ", "occurrences": [{"note": "a"}], "themes": ["x"]}


def test_a_draft_is_called_by_its_title_or_by_the_lack_of_one() -> None:
    assert ["Portes ouvertes", "Sans titre"] == [draft(title=" Portes\n ouvertes").title, draft(title=" ").title]
