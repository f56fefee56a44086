"""A queue as it is in the last week: new, without a number, amended, online, refused by a colleague and appealed."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.submission import ManifestationChanged
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import assess_all, changed
from tests.support.builders import ORGANISER, content

UNNUMBERED = replace(ORGANISER, siren=None, siret=None)
KINDS = 5
COLLEAGUE = Caller(account_id=str(uuid4()), role="moderator", region_code="53", name="")
REFUSED = Ruling(verdict="refused", message="Le sujet ne relève pas de l’ESS.")


def title_of(number: int) -> str:
    return f"Manifestation {number:02}"


def is_appealed(number: int) -> bool:
    return number % KINDS == KINDS - 1


async def fill(database: Database, numbers: Iterable[int]) -> None:
    """Have all of them wait, the lowest number first."""
    for number in numbers:
        await assess_all(database, _first(number))
        if number % KINDS == 2:
            await assess_all(
                database, replace(_first(number), version=2, state="amended", note="Une coquille de moins.")
            )
        if is_appealed(number):
            async with database.transaction() as tx:
                await decide(tx, manifestation_id=UUID(int=number), ruling=REFUSED, caller=COLLEAGUE, based_on=1)
            appeal = replace(_first(number), version=2, state="amended", appeal="Relisez.", appealed_decision=2)
            await assess_all(database, appeal)


def _first(number: int) -> ManifestationChanged:
    kind, shown = number % KINDS, content(title=title_of(number))
    if kind == 1:
        return changed(number, content=shown, organiser=UNNUMBERED)
    if kind == 3:
        return changed(
            number, content=replace(shown, place=None, attendance="online", online_url="https://ess.example")
        )
    return changed(number, content=shown)
