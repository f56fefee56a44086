"""Use cases: take a file in; read it otherwise; register what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from services.submission.imports.columns.guess import shown_field
from services.submission.imports.errors import ImportUnknown, NothingToSend, NotReadYet, TooManyImports
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.sent_file import LONGEST_NAME, MOST_A_DAY, Import
from services.submission.imports.store.columns import remember_columns
from services.submission.imports.store.files import (
    count_of_a_day,
    find_import,
    insert_import,
    lock_import,
    move_import,
    write_options,
)
from shared.identity.caller import Caller
from shared.jobs.enqueue import enqueue
from shared.jobs.kind import Kind
from shared.postgres.database import Tx
from shared.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class OfImport:
    """Which file."""

    import_id: UUID


READ_IMPORT = Kind(name="read_import", arguments=OfImport, most_attempts=3)
SEND_IMPORT = Kind(name="send_import", arguments=OfImport, seconds=900)


async def begin_import(
    tx: Tx,
    *,
    caller: Caller,
    file_name: str,
    content: bytes,
    options: Defaults,
    send: bool,
    address: str | None = None,
) -> UUID:
    """Keep a file, or where it is to be fetched, and have it read.

    With ``send`` what is complete is registered without anybody looking first.
    Raises ``TooManyImports``.
    """
    if await count_of_a_day(tx, caller.account_id) >= MOST_A_DAY:
        raise TooManyImports(MOST_A_DAY)
    import_id = uuid4()
    name = one_line(file_name)[-LONGEST_NAME:] or "fichier"
    await insert_import(
        *(tx, import_id), caller=caller, file_name=name, content=content, address=address, options=options, send=send
    )
    await enqueue(tx, READ_IMPORT, OfImport(import_id=import_id))
    return import_id


async def read_otherwise(
    tx: Tx,
    import_id: UUID,
    chosen: Mapping[str, str],
    *,
    caller: Caller,
    organisers: Mapping[str, dict[str, str]] | None = None,
) -> None:
    """Read the file again with other meanings of its columns, and the next one of its shape like that.

    ``organisers`` are the numbers of those who were recognised. Raises ``ImportUnknown``, ``NotReadYet`` and
    ``NothingToSend``.
    """
    found = await _still_to_send(tx, import_id, caller)
    present = {column.name: column.field for column in found.columns}
    meant = {name: field for name, field in chosen.items() if name in present and shown_field(field)}
    differs = {name: field for name, field in meant.items() if field != present[name]}
    before = {column.name: column.field for column in found.columns if column.chosen}
    await remember_columns(tx, caller.account_id, str(found.shape), before | differs)
    if organisers:
        known = {**found.options.known_organisers, **organisers}
        await write_options(tx, import_id, replace(found.options, known_organisers=known))
    await move_import(tx, import_id, "reading")
    await enqueue(tx, READ_IMPORT, OfImport(import_id=import_id))


async def send_import(tx: Tx, import_id: UUID, *, caller: Caller) -> None:
    """Have what is complete registered. Raises ``ImportUnknown``, ``NotReadYet`` and ``NothingToSend``."""
    await _still_to_send(tx, import_id, caller)
    await move_import(tx, import_id, "sending")
    await enqueue(tx, SEND_IMPORT, OfImport(import_id=import_id))


async def _still_to_send(tx: Tx, import_id: UUID, caller: Caller) -> Import:
    if await find_import(tx, caller.account_id, import_id) is None:
        raise ImportUnknown
    found = await lock_import(tx, import_id)
    if found is None or found.account_id != caller.account_id:
        raise ImportUnknown
    if found.state in {"reading", "sending"}:
        raise NotReadYet
    if found.state != "read":
        raise NothingToSend
    return found
