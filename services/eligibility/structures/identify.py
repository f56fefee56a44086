"""Use case: know under which ids organisers go."""

from collections.abc import Iterable, Sequence

from services.eligibility.criteria.facts import Answer
from services.eligibility.structures.rules.identities import Identities, identities, numbers_of
from services.eligibility.structures.store.numbers import get_identities
from shared.contracts.content import Organiser
from shared.postgres.database import Tx


async def identify(
    tx: Tx, organisers: Sequence[tuple[Organiser, Answer]], *, numbers: Iterable[str] = ()
) -> Identities:
    """Look up the numbers of organisers, each with what is known of it, and where other ``numbers`` lead.

    The secret that new ids are made with was drawn with its table, is backed up and restored with the structures, and
    never changes.
    """
    wanted = {*numbers} | {number for organiser, answer in organisers for number in numbers_of(organiser, answer)}
    secret, known = await get_identities(tx, sorted(wanted))
    return identities(secret, known, organisers)
