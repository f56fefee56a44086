"""A picture is opened in a process of its own: one that unfolds without end ends that process, and nothing else."""

import asyncio

import msgspec

from services.submission.pictures.rules.decoded import Decoded
from services.submission.pictures.rules.picture import refused
from shared.child_process import ask_child

DECODER = "services.submission.pictures.decoder"
LONGEST_SECONDS = 60
MOST_PROCESSES = 2
"""Each may take a gigabyte."""

_turns = asyncio.Semaphore(MOST_PROCESSES)


async def decoded(content: bytes) -> Decoded:
    """Return a picture in all its sizes; raises ``FieldsRefused`` where it has none, or not within the limits."""
    async with _turns:
        told = await ask_child(DECODER, content, seconds=LONGEST_SECONDS)
    if told is None:
        raise refused(
            "picture_too_much",
            "L’image demande trop de mémoire ou de temps : réduisez-la avec un logiciel de photo, puis renvoyez-la.",
        )
    found = msgspec.msgpack.decode(told, type=Decoded)
    if found.code:
        raise refused(found.code, found.message)
    return found
