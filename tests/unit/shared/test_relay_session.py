import pytest

from shared.outbox.relay_store import Session
from shared.outbox.session import IDLE_SECONDS, NotOneSession, expect_one_session


def test_postgres_itself_serves_with_the_process_that_greeted_and_the_settings_it_was_asked_for() -> None:
    expect_one_session(Session(pid=4711, idle_seconds=IDLE_SECONDS), greeted_by=4711)


@pytest.mark.parametrize(
    "seen", [Session(pid=4712, idle_seconds=IDLE_SECONDS), Session(pid=4711, idle_seconds=0)], ids=["pid", "settings"]
)
def test_a_pooler_in_between_is_named_with_the_way_out(seen: Session) -> None:
    with pytest.raises(NotOneSession, match=r"PgBouncer.*address of PostgreSQL itself"):
        expect_one_session(seen, greeted_by=4711)
