"""The broker's jars: listed in the repository with their SHA-256, fetched one by one, kept for the next time."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests
from jgo.maven import MavenContext, PythonResolver

from deploy.local.failures import StackFailed, disk_full, is_disk_full

LIST = Path(__file__).parents[1] / "kafka" / "jars.txt"
TIMEOUT_SECONDS = 30

Fetched = Callable[[int, int], None]
"""Called with the number of jars at hand and the number of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One artefact of a Maven repository and the only content that is accepted for it."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        """Name it has in the cache."""
        return f"{self.artifact}-{self.version}.jar"


def fetch(folder: Path, *, jars: tuple[Jar, ...], fetched: Fetched, repository: str | None = None) -> list[Path]:
    """Return the checked jars of the list, downloading what ``folder`` lacks; ``repository`` is a mirror's address.

    Raises ``StackFailed`` where a jar cannot be had or is not the one the list names.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for number, jar in enumerate(jars, start=1):
            path = folder / jar.file_name
            if not (path.exists() and _sha256(path) == jar.sha256):
                _download(jar, path, repository)
            paths.append(path)
            fetched(number, len(jars))
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(folder) from error
        raise
    return paths


def listed(path: Path = LIST) -> tuple[Jar, ...]:
    """Read the list; raises ``ValueError`` naming the line that is not ``group:artifact:version sha256``."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(_parse(line) for line in lines if line and not line.startswith("#"))


def _parse(line: str) -> Jar:
    coordinates, _, sha256 = line.partition(" ")
    parts = coordinates.split(":")
    if len(parts) != 3 or len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):  # noqa: PLR2004
        raise ValueError(f"not `group:artifact:version sha256`: {line}")
    return Jar(group=parts[0], artifact=parts[1], version=parts[2], sha256=sha256)


def _download(jar: Jar, path: Path, repository: str | None) -> None:
    # Into a folder of its own first: a download that is interrupted never leaves half a jar under the jar's name.
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        context = MavenContext(
            resolver=PythonResolver(),
            repo_cache=Path(aside),
            remote_repos={"mirror": repository} if repository else None,
            timeout=TIMEOUT_SECONDS,
        )
        try:
            found = context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()
        except requests.RequestException as error:
            raise StackFailed(
                f"Le téléchargement de {jar.file_name} (Apache Kafka) a échoué : vérifiez l’accès à Internet, "
                "ou donnez l’adresse d’un miroir Maven dans MOISESS_MAVEN_REPOSITORY, puis recommencez. "
                "Ce qui est déjà téléchargé est gardé."
            ) from error
        except RuntimeError as error:
            raise StackFailed(
                f"{jar.file_name} (Apache Kafka) ne se trouve pas dans le dépôt Maven : "
                "vérifiez l’adresse donnée dans MOISESS_MAVEN_REPOSITORY, ou retirez-la."
            ) from error
        if _sha256(found) != jar.sha256:
            raise StackFailed(
                f"{jar.file_name} n’a pas l’empreinte SHA-256 attendue : il n’est pas gardé. Recommencez ; "
                "si cela se répète, cherchez ce qui modifie vos téléchargements (serveur mandataire, miroir Maven)."
            )
        shutil.move(found, path)


def _sha256(path: Path) -> str:
    with path.open("rb") as jar:
        return hashlib.file_digest(jar, "sha256").hexdigest()
