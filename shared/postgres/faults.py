"""Which failures of the database pass by themselves, and which lie in the data."""

import asyncpg

PASSING_CLASSES = ("08", "40", "53", "55", "57", "58", "25", "42", "3D", "28")
"""SQLSTATE classes where trying again can succeed: connection, rollback, resources, objects in use, shutdown, system,
transaction state; and schema (42), catalogue (3D), rights (28), which a deployment under way sets right."""


def is_transient(error: BaseException) -> bool:
    """Return True where the same work can succeed later without a change to its data."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "58")[:2] in PASSING_CLASSES
    if isinstance(error, FileNotFoundError | IsADirectoryError | NotADirectoryError):
        # A name in the data that was taken for a file's, a time zone's for instance: waiting does not mend it.
        return False
    return isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError | OSError | TimeoutError)
