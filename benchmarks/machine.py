"""The machine and the versions that a figure belongs to."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil

LIBRARIES = ("aiokafka", "asyncpg", "faststream", "litestar", "msgspec", "pydantic", "uvicorn", "uvloop")
GIBIBYTE = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where something was measured."""

    processor: str
    cores: int
    memory_gib: int
    system: str
    python: str
    versions: dict[str, str]


def this_machine(servers: dict[str, str]) -> Machine:
    """Describe the machine; ``servers`` are the versions of broker and database."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(psutil.virtual_memory().total / GIBIBYTE),
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        python=platform.python_version(),
        versions={**servers, **{name: version(name) for name in LIBRARIES}},
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
