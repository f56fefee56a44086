import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.local.failures import StackFailed
from deploy.local.jars import Jar, fetch

CONTENT = b"the jar"
JAR = Jar(group="org.example", artifact="broker", version="1.0", sha256=hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[str]:
    """A Maven repository on this machine that holds one artefact."""
    folder = tmp_path / "repository" / "org" / "example" / "broker" / "1.0"
    folder.mkdir(parents=True)
    (folder / JAR.file_name).write_bytes(CONTENT)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "repository"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def nothing(_at_hand: int, _of: int) -> None:
    """Take no notice of the progress."""


def test_a_jar_is_downloaded_once_and_then_found(tmp_path: Path, repository: str) -> None:
    progress: list[tuple[int, int]] = []
    (path,) = fetch(tmp_path / "cache", jars=(JAR,), fetched=lambda *now: progress.append(now), repository=repository)

    assert path.read_bytes() == CONTENT
    assert progress == [(1, 1)]
    assert fetch(tmp_path / "cache", jars=(JAR,), fetched=nothing, repository="http://127.0.0.1:1") == [path]


def test_a_jar_with_another_digest_is_refused_and_not_kept(tmp_path: Path, repository: str) -> None:
    other = Jar(group=JAR.group, artifact=JAR.artifact, version=JAR.version, sha256="0" * 64)

    with pytest.raises(StackFailed, match=r"broker-1\.0\.jar n’a pas l’empreinte SHA-256 attendue"):
        fetch(tmp_path / "cache", jars=(other,), fetched=nothing, repository=repository)

    assert list((tmp_path / "cache").iterdir()) == []


def test_a_damaged_jar_in_the_cache_is_downloaded_again(tmp_path: Path, repository: str) -> None:
    (path,) = fetch(tmp_path / "cache", jars=(JAR,), fetched=nothing, repository=repository)
    path.write_bytes(CONTENT[:3])

    fetch(tmp_path / "cache", jars=(JAR,), fetched=nothing, repository=repository)

    assert path.read_bytes() == CONTENT


def test_without_network_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StackFailed, match="vérifiez l’accès à Internet"):
        fetch(tmp_path / "cache", jars=(JAR,), fetched=nothing, repository="http://127.0.0.1:1")


def test_a_mirror_without_the_jar_is_told_from_a_missing_network(tmp_path: Path, repository: str) -> None:
    absent = Jar(group=JAR.group, artifact="absent", version="1.0", sha256=JAR.sha256)

    with pytest.raises(StackFailed, match="ne se trouve pas dans le dépôt Maven"):
        fetch(tmp_path / "cache", jars=(absent,), fetched=nothing, repository=repository)
