import os
import sys
import time
from pathlib import Path

from deploy.local import processes


def test_a_process_that_does_not_end_by_itself_is_ended_by_force(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    stubborn = (
        f"import signal, pathlib; signal.signal(signal.SIGTERM, lambda *_: None); pathlib.Path({str(ready)!r}).touch()"
    )
    process = processes.start(
        [sys.executable, "-c", f"{stubborn}\nwhile True: signal.pause()"],
        output=tmp_path / "output.log",
        environment=os.environ,
        folder=tmp_path,
    )
    assert processes.wait_until(ready.exists, process=process, seconds=10)

    started = time.monotonic()
    processes.stop(process, seconds=0.2)

    assert not processes.is_running(process)
    assert time.monotonic() - started > 0.2
