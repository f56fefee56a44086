"""``moisess audit``: the log of the chambers' desks."""

from cyclopts import App

from moisess.addresses import AddressUnknown
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, with_database
from services.eligibility.audit.verify import Verified
from services.eligibility.audit.verify import verify as verify_log
from shared.french.typography import plural
from shared.postgres.database import Database

app = App(name="audit", help="Le journal des bureaux des chambres : qui a fait quoi, quand, pourquoi.")


@app.command
def verify(*, json: bool = False) -> None:
    """Vérifie que chaque ligne du journal est telle qu’elle fut écrite, et nomme la première qui ne l’est pas.

    Parameters
    ----------
    json
        Écrit un document JSON, pour les programmes.
    """
    with said_plainly(AddressUnknown, DatabaseUnfit):
        found = with_database("eligibility", _verify)
    if json:
        print_json(found)
    elif found.broken:
        print(f"Rompu à la ligne {found.broken.number} : {found.broken.why}.")
    else:
        print(f"Intact : {plural(found.lines, 'ligne')}, la dernière est {found.head or '(aucune)'}.")
    if found.broken:
        raise SystemExit(1)


async def _verify(database: Database) -> Verified:
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        return await verify_log(tx)
