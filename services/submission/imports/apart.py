"""A file is read in a process of its own: a workbook that unfolds without end ends that process, and nothing else."""

import msgspec

from services.submission.imports import reader
from services.submission.imports.task import Task, Understood
from shared.child_process import ask_child

TOO_MUCH = (
    "Ce fichier est abîmé, ou demande trop de mémoire ou de temps pour une liste de manifestations : copiez les lignes "
    "utiles dans un fichier neuf, puis renvoyez-le."
)
"""A damaged workbook whose parts lead in a circle fills the memory as one that is too large does."""
LONGEST_SECONDS = 180


async def understood(task: Task, content: bytes) -> Understood:
    """Return what a file holds; one that cannot be read within the limits is refused in a sentence."""
    told = await ask_child(reader.__name__, msgspec.json.encode(task) + b"\n" + content, seconds=LONGEST_SECONDS)
    return Understood(refusal=TOO_MUCH) if told is None else msgspec.json.decode(told, type=Understood)
