"""Two roles and one database per service, on whatever PostgreSQL an administrator's address leads to."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from deploy.local import unprivileged
from deploy.local.failures import StackFailed

SCRIPT = Path(__file__).parents[1] / "postgres" / "service.sql"


def owner_of(service: str) -> str:
    """Name the role that owns a service's database; the service itself runs as the role of its own name."""
    return f"{service}_owner"


def roles_of(services: Sequence[str]) -> list[str]:
    """Name every role."""
    return [role for service in services for role in (service, owner_of(service))]


def create_databases(administrator_url: str, services: Sequence[str], passwords: Mapping[str, str]) -> None:
    """Give each service its roles and a database of its own name, and the rights that it has; safe to repeat.

    ``passwords`` are by role. Raises ``StackFailed`` with what the server said.
    """
    lines = [
        f"""
        \\set service {service}
        \\getenv password PASSWORD_OF_{service}
        \\getenv owner_password PASSWORD_OF_{owner_of(service)}
        \\i '{SCRIPT}'
        """
        for service in services
    ]
    # A command line can be read by every user of the machine, an environment cannot.
    secrets = {f"PASSWORD_OF_{role}": passwords[role] for role in roles_of(services)}
    _psql(administrator_url, "".join(lines), secrets)


def _psql(administrator_url: str, script: str, secrets: Mapping[str, str]) -> None:
    parts = urlsplit(administrator_url)
    address = urlunsplit(parts._replace(netloc=f"{parts.username}@{parts.hostname}:{parts.port}"))
    finished = subprocess.run(
        [str(unprivileged.package() / unprivileged.PROGRAMS / "psql"), "--no-psqlrc", "--quiet", address],
        check=False,
        input=script,
        capture_output=True,
        text=True,
        env={**os.environ, **secrets, "PGPASSWORD": unquote(parts.password or "")},
    )
    if finished.returncode:
        raise StackFailed(f"PostgreSQL n’a pas créé les bases des services :\n{finished.stderr.strip()}")
