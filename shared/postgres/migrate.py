"""Migrations: plain numbered SQL, applied in order under a database lock by dbmate."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from shared.postgres.database import Tx
from shared.postgres.ownership import NotOwner, expect_owner

ROOT = Path(__file__).parents[2]
SHARED_DIRECTORIES = (
    *("shared/outbox", "shared/kafka", "shared/idempotency", "shared/identity", "shared/editions"),
    *("shared/http", "shared/jobs"),
)
LOCK_WAIT_SECONDS = 60


class MigrationFailed(RuntimeError):
    """The role may not migrate, or the database refused; the message is French, or what the database said."""


def migrate(url: str, service: str) -> None:
    """Bring the database at ``url`` to the schema of ``service``; safe to run twice and at once from many places.

    It runs an event loop of its own, so it is not called inside one. Raises ``MigrationFailed``.
    """
    try:
        asyncio.run(expect_owner(url, variable=f"{service.upper()}_DATABASE_OWNER_URL"))
    except NotOwner as error:
        raise MigrationFailed(str(error)) from error
    binary = Path(sys.executable).parent / "dbmate"
    arguments = [f"--migrations-dir={directory}" for directory in _directories(service)]
    finished = subprocess.run(
        [
            str(binary),
            "--env=MOISESS_MIGRATION_URL",
            "--no-dump-schema",
            "--migration-lock",
            f"--migration-lock-timeout={LOCK_WAIT_SECONDS}s",
            *arguments,
            "migrate",
        ],
        check=False,
        capture_output=True,
        text=True,
        # The address holds a password, and a command line can be read by every user of the machine.
        env={**os.environ, "MOISESS_MIGRATION_URL": _without_tls_unless_asked(url)},
        cwd=ROOT,
    )
    if finished.returncode:
        raise MigrationFailed(finished.stderr.strip() or finished.stdout.strip())


async def missing_migrations(tx: Tx, service: str) -> list[str]:
    """Name the migrations that the code knows and the database has not had yet."""
    wanted = {path.name.split("_")[0] for directory in _directories(service) for path in directory.glob("*.sql")}
    applied = {row["version"] for row in await tx.fetch("SELECT version FROM schema_migrations")}
    return sorted(wanted - applied)


def _directories(service: str) -> list[Path]:
    parents = [*SHARED_DIRECTORIES, f"services/{service}"]
    return [path for parent in parents if (path := ROOT / parent / "migrations").is_dir()]


def _without_tls_unless_asked(url: str) -> str:
    if "sslmode=" in url or urlsplit(url).hostname not in {"127.0.0.1", "localhost", "::1"}:
        return url
    return f"{url}{'&' if '?' in url else '?'}sslmode=disable"
