"""Whether the organiser is the structure whose number it gives, as far as their names tell."""

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.names import names_agree
from services.eligibility.criteria.reasons import unknown
from shared.contracts.content import Organiser
from shared.contracts.eligibility import Reason

CRITERION = "identity"


def identity(claimed: Organiser, answer: Answer) -> Reason | None:
    """Return that the names disagree; None where they agree, and where the register gives none to compare with.

    It never refuses: many go by another name than the register's. It keeps a known number from proving anything about
    whoever types it.
    """
    if not isinstance(answer, RegisterFacts) or answer.name is None:
        return None
    if names_agree(claimed.name, [answer.name, *answer.other_names]):
        return None
    message = (
        f"Le registre donne un autre nom à la structure qui porte ce numéro : « {answer.name} ». Si le numéro n’est "
        "pas le bon, corrigez-le : le dossier sera réexaminé. Sinon, la chambre régionale vérifiera qu’il s’agit bien "
        "de l’organisateur."
    )
    return unknown(CRITERION, "name_disagrees", message, {"nom_registre": answer.name})
