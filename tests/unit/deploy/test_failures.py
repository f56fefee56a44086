import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local import ports, stack
from deploy.local.failures import StackFailed, did_not_start, is_disk_full
from deploy.local.given import Given


@contextmanager
def listening() -> Iterator[int]:
    """A port that another program has."""
    with socket.create_server((ports.HOST, 0)) as server:
        yield int(server.getsockname()[1])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "LOG:  could not bind IPv4 address: Address already in use",
            "Le port 5432 est déjà pris par un autre programme",
        ),
        ("java.io.IOException: No space left on device", "Il n’y a plus assez de place sur le disque"),
        ("something else", "PostgreSQL n’a pas démarré. Fin de son journal"),
    ],
)
def test_the_end_of_a_log_becomes_a_sentence_with_a_way_out(tmp_path: Path, said: str, sentence: str) -> None:
    log = tmp_path / "postgres.log"
    log.write_text(f"starting\n{said}\n")

    message = str(did_not_start("PostgreSQL", log, port=5432, option="--postgres-port"))

    assert message.startswith(sentence)


def test_the_end_of_a_log_is_shown_where_it_says_nothing_known(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    log.write_text("\n".join(f"line {number}" for number in range(100)))

    message = str(did_not_start("Kafka", log, port=9092, option="--kafka-port"))

    assert "line 99" in message
    assert "line 50" not in message


def test_a_port_that_was_asked_for_and_is_taken_is_an_error() -> None:
    with (
        listening() as taken,
        ports.reserved() as reservation,
        pytest.raises(StackFailed, match=f"Le port {taken} .* --kafka-port"),
    ):
        reservation.choose(taken, remembered=None, option="--kafka-port")


def test_the_port_of_last_time_is_given_up_where_another_program_has_it() -> None:
    with listening() as taken, ports.reserved() as reservation:
        assert reservation.choose(None, remembered=taken, option="--kafka-port") != taken


def test_a_full_disk_and_an_exhausted_quota_are_the_same() -> None:
    assert is_disk_full(OSError(errno.ENOSPC, "full"))
    assert is_disk_full(OSError(errno.EDQUOT, "quota"))
    assert not is_disk_full(OSError(errno.EACCES, "denied"))


def test_a_start_on_a_nearly_full_disk_says_so_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack, "DISK_BYTES", 2**63)

    with pytest.raises(StackFailed, match="Il n’y a plus assez de place"):
        stack.up(home=tmp_path / "home", elsewhere=Given())

    assert [path.name for path in (tmp_path / "home").iterdir()] == ["lock"]
