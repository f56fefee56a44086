"""Use case: an edition is described, or described anew."""

from dataclasses import replace

from services.submission.editions.errors import AnswersWerePrivate
from services.submission.editions.rules import now_public
from services.submission.editions.store import lock_editions, save_edition
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionArchived
from shared.postgres.database import Tx
from shared.versions import require_version


async def save(tx: Tx, described: EditionChanged, *, expected_version: int | None = None) -> EditionChanged:
    """Write what is described under the next version; a new edition is in preparation, another keeps its state.

    The same again makes no version. Raises ``VersionChanged`` where ``expected_version`` is not the present one, and
    ``EditionArchived``, ``AnswersWerePrivate``.
    """
    present = (await lock_editions(tx, [described.year])).get(described.year)
    if expected_version is not None:
        require_version(expected_version, present.version if present else 0)
    if present is None:
        await save_edition(tx, described)
        return described
    if present.state == "archived":
        raise EditionArchived(described.year)
    if present.state == "open" and (told := [*now_public(present, described)]):
        raise AnswersWerePrivate(told)
    same = replace(described, version=present.version, state=present.state, changed_at=present.changed_at)
    if same == present:
        return present
    changed = replace(described, version=present.version + 1, state=present.state)
    await save_edition(tx, changed)
    return changed
