"""What a moderator reads in the morning."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.eligibility.desk.rules.digest import ToDo, digest, next_morning
from services.eligibility.desk.rules.queue import Entry
from shared.contracts.notices import Notice
from tests.support.builders import manifestation_changed

ACCOUNT = UUID(int=7)
DAY = date(2026, 9, 3)
AT = datetime(2026, 9, 3, 5, tzinfo=UTC)


def entry(day: int, *, reminded: bool = False) -> Entry:
    return Entry(
        manifestation_id=UUID(int=day),
        version=1,
        judged_version=1,
        novelty="new",
        desk_region="53",
        verdict="to_review",
        questions=(),
        opened_at=datetime(2026, 8, day, 5, tzinfo=UTC),
        decided_at=AT,
        decided_by="rules",
        is_published=False,
        manifestation=manifestation_changed(),
        reminded_at=AT if reminded else None,
    )


def written(**fields: object) -> Notice | None:
    todo = {"waiting": 2, "overdue": 1, "oldest": [entry(30, reminded=True), entry(31)], "stood_in": [], **fields}
    return digest(ACCOUNT, DAY, ToDo(**todo), link="https://bureau.exemple.fr", at=AT)  # type: ignore[arg-type]


def test_nobody_is_written_to_when_nothing_waits() -> None:
    assert written(waiting=0, overdue=0, oldest=[]) is None


def test_what_waits_too_long_is_a_reminder() -> None:
    found = written()
    assert found is not None

    assert found.subject.replace("\xa0", " ") == "2 dossiers à décider, dont 1 en retard"
    assert "Rappel" in found.sentences[1]
    assert found.points[0].replace("\xa0", " ").endswith("depuis 4 jours (rappel)")
    assert found.points[1].replace("\xa0", " ").endswith("depuis 3 jours")


def test_whoever_stands_in_reads_for_whom() -> None:
    found = written(stood_in=["Bretagne"])
    assert found is not None

    assert found.sentences[-1] == "Vous remplacez aujourd’hui : Bretagne."


def test_a_day_has_one_mail_however_often_it_is_told() -> None:
    first, again = written(), written(waiting=3)
    assert first is not None
    assert again is not None

    assert first.notice_id == again.notice_id


def test_digests_leave_at_seven_in_paris_in_winter_and_in_summer() -> None:
    assert next_morning(datetime(2026, 9, 3, 4, 59, tzinfo=UTC)) == datetime(2026, 9, 3, 5, tzinfo=UTC)
    assert next_morning(datetime(2026, 9, 3, 5, tzinfo=UTC)) == datetime(2026, 9, 4, 5, tzinfo=UTC)
    assert next_morning(datetime(2026, 12, 3, 5, 30, tzinfo=UTC)) == datetime(2026, 12, 3, 6, tzinfo=UTC)
