"""Use case: lead from a short address to what it names."""

from services.programme.listings.errors import ListingUnknown
from services.programme.listings.store.short_codes import Coded, list_coded
from shared.postgres.database import Tx
from shared.short_codes import code_of


async def resolve(tx: Tx, text: str) -> list[Coded]:
    """Return what a typed code may name: one as a rule, several where others came after it was printed.

    Raises ``ListingUnknown``.
    """
    code = code_of(text)
    found = await list_coded(tx, code) if code else []
    if not found:
        raise ListingUnknown(
            f"Aucune manifestation n’a l’adresse courte « {text[:20]} » : vérifiez chaque signe, ou cherchez-la "
            "par son titre dans le programme."
        )
    return found
