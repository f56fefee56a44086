"""An edition that asks more than all do: a question of each kind, and one whose answer only the chamber reads."""

from shared.contracts.edition import ExtraField
from tests.support.edition import edition

FOOD = ExtraField(
    name="food",
    label="Peut-on se restaurer sur place ?",
    kind="choice",
    required=False,
    shown=("page", "paper"),
    choices=("Oui", "Non", "Seulement une buvette"),
)
SLOGAN = ExtraField(name="slogan", label="En une phrase", kind="line", required=False, shown=("page",))
WORD = ExtraField(name="word", label="Le mot pour le papier", kind="paragraphs", required=False, shown=("paper",))
CHARTER = ExtraField(name="charter", label="La charte est respectée", kind="tick", required=True, shown=("chamber",))
HELP = ExtraField(
    name="help", label="De quelle aide avez-vous besoin ?", kind="paragraphs", required=False, shown=("chamber",)
)
QUESTIONS = (FOOD, SLOGAN, WORD, CHARTER, HELP)
ASKING = edition(extra_fields=QUESTIONS)
PRIVATE = "Nous cherchons une salle discrète"
"""What is answered to the chamber alone."""
ANSWERS = {"food": "Oui", "slogan": "Réparer plutôt que jeter", "charter": "true", "help": PRIVATE}
PUBLIC = {"food": "Oui", "slogan": "Réparer plutôt que jeter"}
