"""Which failures of the database are waited out."""

import asyncpg
import pytest

from shared.postgres.faults import hides_outcome, is_transient


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.CannotConnectNowError("starting up"),
        asyncpg.AdminShutdownError("terminating"),
        asyncpg.SerializationError("could not serialize"),
        asyncpg.DeadlockDetectedError("deadlock"),
        asyncpg.TooManyConnectionsError("too many"),
        asyncpg.DiskFullError("no space left"),
        asyncpg.UndefinedTableError("a migration is on its way"),
        asyncpg.InternalServerError("could not open a relation"),
        asyncpg.DataCorruptedError("invalid page in block 0"),
        asyncpg.IndexCorruptedError("unexpected zero page"),
    ],
)
def test_what_passes_by_itself_is_waited_out(error: Exception) -> None:
    assert is_transient(error)


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.UniqueViolationError("twice"),
        asyncpg.CheckViolationError("refused"),
        asyncpg.NumericValueOutOfRangeError("too large"),
        asyncpg.CharacterNotInRepertoireError("zero byte"),
        ValueError("a fault of ours"),
        KeyError("missing"),
        IsADirectoryError("Europe"),
    ],
)
def test_what_lies_in_the_data_is_not(error: Exception) -> None:
    assert not is_transient(error)


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.AdminShutdownError("terminating"),
        asyncpg.CrashShutdownError("terminating"),
        ConnectionResetError(),
        TimeoutError(),
    ],
)
def test_a_lost_answer_hides_what_became_of_a_write(error: Exception) -> None:
    assert hides_outcome(error)


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.SerializationError("could not serialize"),
        asyncpg.DiskFullError("no space left"),
        asyncpg.UniqueViolationError("twice"),
        FileNotFoundError("Europe/Nowhere"),
        ValueError("a fault of ours"),
    ],
)
def test_an_answer_that_came_hides_nothing(error: Exception) -> None:
    assert not hides_outcome(error)
