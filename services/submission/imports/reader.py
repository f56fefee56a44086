"""The process that reads one file: what somebody sent is opened here alone, with little memory and no secrets."""

import msgspec

from services.submission.imports.mapping.prepare import prepare
from services.submission.imports.reading.read import read
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.task import Task, Understood
from shared.child_process import answer_parent

MOST_MEMORY = 300_000_000
MOST_SECONDS = 120


def understand(task: Task, content: bytes) -> Understood:
    """Read a file whole and say what each of its records is."""
    try:
        reading = read(task.file_name, content)
    except FileUnusable as error:
        return Understood(refusal=str(error))
    found = prepare(reading, task.defaults, edition=task.edition, remembered=task.remembered)
    return Understood(rows=found.rows, notes=found.notes, columns=found.columns, shape=found.shape)


def answer(asked: bytes) -> bytes:
    """Take a task and, behind it, a file."""
    told, _, content = asked.partition(b"\n")
    return msgspec.json.encode(understand(msgspec.json.decode(told, type=Task), content))


if __name__ == "__main__":
    answer_parent(answer, memory=MOST_MEMORY, seconds=MOST_SECONDS)
