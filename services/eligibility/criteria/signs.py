"""What the register's facts show beside a legal category, where one category is of several kinds."""

from services.eligibility.criteria.activities import is_teaching
from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.criteria.legal_categories import group_of
from shared.geography import fold

FONDS_DE_DOTATION = "fonds de dotation"
RNF_OF_FONDS_DE_DOTATION = "-FDD-"


def is_school(facts: RegisterFacts) -> bool:
    """Return True where the register shows a school in a form that may be one among other things.

    A company needs both signs: whoever opens a training centre gets an UAI, and driving lessons bear codes next to
    those of schools. A public body needs one, but an UAI counts only of the establishment that was asked for: a commune
    "has" the UAI of its primary schools.
    """
    teaches = facts.activity is not None and is_teaching(facts.activity, facts.nomenclature)
    if group_of(facts.legal_category or "") == "commercial":
        return facts.has_school and teaches
    return facts.is_school_asked_for or teaches


def is_fonds_de_dotation(facts: RegisterFacts) -> bool:
    """Return True where its name or its number says so: the legal category is that of foundations."""
    return FONDS_DE_DOTATION in fold(facts.name or "") or RNF_OF_FONDS_DE_DOTATION in (facts.rnf or "")
