"""Which failures of the database pass by themselves, which lie in the data, and which hide what became of a write."""

import asyncpg

PASSING_CLASSES = ("08", "40", "53", "55", "57", "58", "25", "42", "3D", "28", "XX")
"""SQLSTATE classes where trying again can succeed: connection, rollback, resources, objects in use, shutdown, system,
transaction state; schema (42), catalogue (3D), rights (28), which a deployment under way sets right; and faults of the
server itself (XX), a damaged index for instance, which no record is to blame for and an administrator mends."""

ENDS_OF_SERVERS = (asyncpg.AdminShutdownError, asyncpg.CrashShutdownError)
"""A server that stops may say so in the place of the answer to a commit that it has made."""


def is_transient(error: BaseException) -> bool:
    """Return True where the same work can succeed later without a change to its data."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "58")[:2] in PASSING_CLASSES
    if isinstance(error, FileNotFoundError | IsADirectoryError | NotADirectoryError):
        # A name in the data that was taken for a file's, a time zone's for instance: waiting does not mend it.
        return False
    return isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError | OSError | TimeoutError)


def lies_in_a_value(error: BaseException) -> bool:
    """Return True where a value that somebody sent is none that the database can store or compare with.

    The class is also that of values which asyncpg cannot even send.
    """
    return isinstance(error, asyncpg.DataError)


def hides_outcome(error: BaseException) -> bool:
    """Return True where the statement under way may have been done all the same: its answer never came."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "")[:2] == "08" or isinstance(error, ENDS_OF_SERVERS)
    # Of an ``InterfaceError`` nothing was sent.
    return isinstance(error, asyncpg.InternalClientError | ConnectionError | TimeoutError)
