"""The criterion of the organiser as a document: legal category and situation → verdict, reason and sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.identity import identity
from services.eligibility.criteria.legal_categories import LEGAL_CATEGORIES, Group, LegalCategory
from services.eligibility.criteria.organiser import organiser
from shared.contracts.content import CourtEntry, Organiser
from shared.contracts.eligibility import Reason

VERDICTS = {"met": "acceptée", "unknown": "à la chambre", "not_met": "refusée"}
USUAL = RegisterFacts(siren="999999014", activity="70.22Z", state="A", establishment_state="A")
BY_NUMBER = Organiser(name="Les Ateliers du canal", siret="99999901400015")
BY_RNA, BY_UAI = Organiser(name="Les Ateliers du canal", rna="W442000001"), Organiser(name="École", uai="0350760L")
FONDS, FOUNDATION = "092-FDD-00061-08", "092-FRUP-00061-08"
BY_RNF = Organiser(name="Fondation du canal", rnf=FOUNDATION)
AT_COURT = Organiser(name="Un cercle", court_entry=CourtEntry(court="Sélestat", volume="12", folio="34"))
USUALLY = "aucune de celles qui suivent"
INTRODUCTION = """\
<!-- Written by `moisess contracts write`; do not edit. -->

# Qui peut organiser

Le premier critère, tel que le code l’applique (`services/eligibility/criteria/organiser.py`) : pour chacune des {count}
formes juridiques que publie le registre et pour chaque situation, ce que les règles concluent, le code de la raison et
la phrase que lit l’organisateur, ici pour la première forme de la liste. « À la chambre » : une personne décide. Une
situation qui n’est pas nommée ne change rien.

L’organisateur est déclaré par un numéro SIRET, sauf mention contraire : l’unité décide de la forme juridique,
l’établissement déclaré de sa fermeture, de sa région et de son code UAI. Source et licence des libellés :
`services/eligibility/criteria/nomenclatures/LICENCE-donnees.md`.
"""
NAMES = """\
## Nom déclaré et nom du registre

Le nom déclaré est comparé à tous ceux que le registre donne sous ce numéro : raison sociale, sigle, nom commercial,
enseignes. Il ne l’est jamais pour un entrepreneur individuel (1000) ni pour une structure qui a demandé à ne pas être
diffusée. La mesure est fixe (`services/eligibility/criteria/names.py`) : sans casse ni accents, les petits mots et les
mots de forme juridique comptant pour rien, les mots courants pour moitié, deux tiers des lettres du nom déclaré doivent
se retrouver dans ceux du registre, et un tiers des lettres de l’un de ceux-ci dans le nom déclaré. Un sigle vaut les
mots dont il a les initiales. Ce qui est refusé par ailleurs le reste ; rien n’est refusé pour un nom.
"""
TITLES: dict[Group, str] = {
    "association": "Associations",
    "association_to_check": "Associations à vérifier",
    "cooperative": "Coopératives",
    "mutuelle": "Mutuelles",
    "fondation": "Fondations",
    "commercial": "Sociétés commerciales",
    "collectivite": "Collectivités",
    "collectivite_body": "Organismes acceptés comme leur collectivité",
    "local_body": "Autres organismes d’une collectivité",
    "local_body_if_school": "Organismes d’une collectivité qui peuvent être une école",
    "enseignement": "Établissements d’enseignement",
    "enseignement_if_school": "Organismes publics qui peuvent être une école",
    "public_body": "Organismes publics",
    "undecided": "Formes qu’aucune règle ne tranche",
    "outside": "Hors du champ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the register says beside the legal category, in French."""

    name: str
    facts: RegisterFacts = USUAL
    claimed: Organiser = BY_NUMBER

    def judged(self, category: LegalCategory) -> Reason:
        """Judge an organiser of this form in this situation."""
        return organiser(self.claimed, replace(self.facts, legal_category=category.code))


SITUATIONS = (
    Situation(name=USUALLY),
    Situation(name="activité principale hors du périmètre de l’ESS", facts=replace(USUAL, activity="94.11Z")),
    Situation(
        name="activité principale de culte ou de politique (94.91, 94.92)", facts=replace(USUAL, activity="94.91Z")
    ),
    Situation(name="activité principale à vérifier (94.12)", facts=replace(USUAL, activity="94.12Z")),
    Situation(name="activité principale que le registre ne donne pas", facts=replace(USUAL, activity=None)),
    Situation(name="activité principale absente de la nomenclature", facts=replace(USUAL, activity="00.00Z")),
    Situation(name="activité principale d’enseignement (85.1 à 85.4)", facts=replace(USUAL, activity="85.31Z")),
    Situation(name="code UAI d’un autre établissement", facts=replace(USUAL, has_school=True)),
    Situation(
        name="code UAI de l’établissement déclaré", facts=replace(USUAL, has_school=True, is_school_asked_for=True)
    ),
    Situation(
        name="code UAI et activité principale d’enseignement", facts=replace(USUAL, activity="85.31Z", has_school=True)
    ),
    Situation(name="mention ESS dans le registre", facts=replace(USUAL, flagged_ess=True)),
    Situation(name="numéro RNA dans le registre", facts=replace(USUAL, rna="W442000001")),
    Situation(
        name="numéro RNA déclaré, autre que celui du registre",
        facts=replace(USUAL, rna="W442000002"),
        claimed=replace(BY_NUMBER, rna="W442000001"),
    ),
    Situation(name="nom de fonds de dotation", facts=replace(USUAL, name="FONDS DE DOTATION DU CANAL")),
    Situation(
        name="numéro RNF de fonds de dotation",
        facts=replace(USUAL, rnf=FONDS),
        claimed=replace(BY_NUMBER, rnf=FONDS),
    ),
    Situation(name="numéro RNF déclaré qui n’est pas celui de l’unité", claimed=replace(BY_NUMBER, rnf=FONDS)),
    Situation(name="activité cessée", facts=replace(USUAL, state="C")),
    Situation(
        name="activité cessée, déclarée par un numéro RNA seulement", facts=replace(USUAL, state="C"), claimed=BY_RNA
    ),
    Situation(
        name="établissement du SIRET fermé, structure en activité", facts=replace(USUAL, establishment_state="F")
    ),
    Situation(
        name="établissement du SIRET que le registre ne montre pas", facts=replace(USUAL, establishment_state=None)
    ),
    Situation(name="état que le registre ne dit pas", facts=replace(USUAL, state=None)),
)
WITHOUT_FORM: tuple[tuple[str, Organiser, Answer], ...] = (
    ("le registre n’a pas encore répondu", BY_NUMBER, "unavailable"),
    ("aucun numéro déclaré", Organiser(name="Un collectif"), "no_identifier"),
    ("inscription au registre d’un tribunal, sans numéro", AT_COURT, "no_identifier"),
    ("numéro SIREN ou SIRET que le registre ne connaît pas", BY_NUMBER, "not_found"),
    ("numéro RNA que le registre ne connaît pas", BY_RNA, "not_found"),
    ("code UAI que le registre ne connaît pas", BY_UAI, "not_found"),
    ("numéro RNF que le répertoire ne connaît pas", BY_RNF, "not_found"),
    ("numéro RNF d’une fondation sans SIREN", BY_RNF, RegisterFacts(siren=None, rnf=FOUNDATION)),
    ("forme juridique que le registre ne donne pas", BY_NUMBER, USUAL),
    ("forme juridique absente de la liste", BY_NUMBER, replace(USUAL, legal_category="9999")),
)


def criteria() -> str:
    """Return the document; categories that come out alike in every situation stand together."""
    lines = [INTRODUCTION.format(count=len(LEGAL_CATEGORIES))]
    for _, categories in groupby(sorted(LEGAL_CATEGORIES, key=_alike), key=_alike):
        lines += _section(list(categories))
    rows = [(name, organiser(claimed, answer)) for name, claimed, answer in WITHOUT_FORM]
    lines += ["## Sans forme juridique connue", "", *_verdicts(rows)]
    return "\n".join([*lines, NAMES, *_verdicts(_names())])


def _names() -> Iterator[tuple[str, Reason]]:
    """Give the one outcome that is said; names that agree say nothing."""
    claimed = replace(BY_NUMBER, name="Un autre nom")
    if reason := identity(claimed, replace(USUAL, name="LES ATELIERS DU CANAL")):
        yield "le nom déclaré n’est aucun de ceux du registre", reason


def _alike(category: LegalCategory) -> tuple[int, list[str]]:
    return list(TITLES).index(category.group), [situation.judged(category).code for situation in SITUATIONS]


def _section(categories: Sequence[LegalCategory]) -> Iterator[str]:
    codes = f" ({categories[0].code})" if len(categories) == 1 else ""
    yield from (f"## {TITLES[categories[0].group]}{codes}", "")
    for why, alike in groupby(categories, key=lambda category: category.why):
        yield from (why, "", "| code | forme juridique |", "| --- | --- |")
        yield from (f"| {category.code} | {category.label} |" for category in alike)
        yield ""
    usual = SITUATIONS[0].judged(categories[0])
    judged = [(situation.name, situation.judged(categories[0])) for situation in SITUATIONS]
    yield from _verdicts([(name, reason) for name, reason in judged if name == USUALLY or reason.code != usual.code])


def _verdicts(rows: Iterable[tuple[str, Reason]]) -> Iterator[str]:
    yield from ("| situation | verdict | raison | phrase |", "| --- | --- | --- | --- |")
    yield from (
        f"| {name} | {VERDICTS[reason.outcome]} | `{reason.code}` | {reason.message} |" for name, reason in rows
    )
    yield ""
