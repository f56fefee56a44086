"""Legal categories (INSEE, niveau III) by what they mean for eligibility; pure data and its look-up.

Labels are those of the State's register of companies. The groups follow article 1 of the law of 31 July 2014 on the
ESS for forms of the ESS, and the State's list of collectivités for local public bodies. Where a code alone does not
tell, the group says so and a chamber decides.
"""

from typing import Literal

from services.eligibility.criteria.cooperative_forms import COOPERATIVE

Group = Literal[
    "association",
    "association_to_check",
    "cooperative",
    "mutuelle",
    "fondation",
    "commercial",
    "collectivite",
    "local_body",
    "enseignement",
    "enseignement_if_school",
    "state",
    "outside",
]

ASSOCIATION = {
    "9220": "Association déclarée",
    "9221": "Association déclarée d’insertion par l’économique",
    "9222": "Association intermédiaire",
    "9223": "Groupement d’employeurs",
    "9224": "Association d’avocats à responsabilité professionnelle individuelle",
    "9230": "Association déclarée, reconnue d’utilité publique",
    "9260": "Association de droit local (Bas-Rhin, Haut-Rhin et Moselle)",
}
ASSOCIATION_TO_CHECK = {"9210": "Association non déclarée", "9240": "Congrégation"}
"""Without legal personality, or mostly a religious organisation."""
FONDATION = {"9300": "Fondation"}
MUTUELLE = {
    "6411": "Société d’assurance à forme mutuelle",
    "8210": "Mutuelle",
    "8250": "Assurance mutuelle agricole",
    "8290": "Autre organisme mutualiste",
}
COMMERCIAL = {
    "5499": "Société à responsabilité limitée",
    "5599": "Société anonyme à conseil d’administration",
    "5699": "Société anonyme à directoire",
    "5710": "Société par actions simplifiée",
    "5800": "Société européenne",
}
"""The usual ones, for their labels. No code exists for a SCOP or SCIC in the form of an SAS: it bears 5710."""
COMMERCIAL_CLASS = "5"
"""Sociétés commerciales: whatever code of this class no other group names."""

COLLECTIVITE = {
    "7210": "Commune",
    "7220": "Département",
    "7225": "Collectivité d’outre-mer",
    "7229": "Autre collectivité territoriale",
    "7230": "Région",
    "7312": "Commune associée ou déléguée",
    "7313": "Section de commune",
    "7314": "Ensemble urbain",
    "7340": "Pôle métropolitain",
    "7341": "Secteur de commune",
    "7342": "District urbain",
    "7343": "Communauté urbaine",
    "7344": "Métropole",
    "7345": "Syndicat intercommunal à vocation multiple (SIVOM)",
    "7346": "Communauté de communes",
    "7347": "Communauté de villes",
    "7348": "Communauté d’agglomération",
    # Its label speaks of coopération, between communes: no cooperative.
    "7349": "Autre établissement public local de coopération",
    "7351": "Institution interdépartementale ou entente",
    "7352": "Institution interrégionale ou entente",
    "7353": "Syndicat intercommunal à vocation unique (SIVU)",
    "7354": "Syndicat mixte fermé",
    "7355": "Syndicat mixte ouvert",
    "7356": "Commission syndicale pour la gestion des biens indivis des communes",
    "7357": "Pôle d’équilibre territorial et rural (PETR)",
    # Arms of a commune or of communes, without a policy of their own.
    "7361": "Centre communal d’action sociale (CCAS)",
    "7362": "Caisse des écoles",
    "7367": "Centre intercommunal d’action sociale (CIAS)",
}
LOCAL_BODY = {
    "7363": "Caisse de crédit municipal",
    "7366": "Établissement public local social et médico-social",
    "7371": "Office public de l’habitat",
    "7372": "Service départemental d’incendie et de secours (SDIS)",
    "7373": "Établissement public local culturel",
    "7378": "Régie d’une collectivité locale",
}
"""The State counts them with the collectivités; whether they are one for the Mois is a chamber's decision."""

ENSEIGNEMENT = {
    "7190": "École nationale non dotée de la personnalité morale",
    "7331": "Établissement public local d’enseignement",
    "7383": "Établissement public à caractère scientifique, culturel et professionnel",
    "7384": "Autre établissement public national d’enseignement",
}
ENSEIGNEMENT_IF_SCHOOL = {
    "7379": "Autre établissement public administratif local",
    "7381": "Organisme consulaire",
    "7389": "Établissement public national à caractère administratif",
    "7410": "Groupement d’intérêt public (GIP)",
}
"""May be a school: its activity or an UAI tells."""
STATE = {
    "7111": "Autorité constitutionnelle",
    "7112": "Autorité administrative ou publique indépendante",
    "7113": "Ministère",
    "7120": "Service central d’un ministère",
    "7150": "Service du ministère de la Défense",
    "7160": "Service à compétence nationale d’un ministère",
    "7171": "Service déconcentré de l’État à compétence régionale",
    "7172": "Service déconcentré de l’État à compétence départementale",
    "7179": "Autre service déconcentré de l’État",
    "7382": "Établissement public national ayant fonction d’administration centrale",
    "7385": "Établissement public national administratif à compétence territoriale limitée",
}
OUTSIDE = {
    "1000": "Entrepreneur individuel",
    "6220": "Groupement d’intérêt économique (GIE)",
    "8310": "Comité social et économique d’entreprise",
    "8311": "Comité social et économique d’établissement",
    "8410": "Syndicat de salariés",
    "8420": "Syndicat patronal",
    "8450": "Ordre professionnel ou assimilé",
    "8470": "Centre technique industriel ou comité professionnel",
    "8490": "Autre organisme professionnel",
    "8510": "Institution de prévoyance",
    "8520": "Institution de retraite supplémentaire",
    "9110": "Syndicat de copropriété",
    "9150": "Association syndicale libre",
}
"""Certainly neither of the ESS, nor a collectivité, nor a school: the only codes that refuse by themselves."""

GROUPS: dict[Group, dict[str, str]] = {
    "association": ASSOCIATION,
    "association_to_check": ASSOCIATION_TO_CHECK,
    "cooperative": COOPERATIVE,
    "mutuelle": MUTUELLE,
    "fondation": FONDATION,
    "commercial": COMMERCIAL,
    "collectivite": COLLECTIVITE,
    "local_body": LOCAL_BODY,
    "enseignement": ENSEIGNEMENT,
    "enseignement_if_school": ENSEIGNEMENT_IF_SCHOOL,
    "state": STATE,
    "outside": OUTSIDE,
}
BY_CODE: dict[str, tuple[Group, str]] = {
    code: (group, label) for group, labels in GROUPS.items() for code, label in labels.items()
}


def group_of(code: str) -> Group | None:
    """Return what a legal category means here, None where nobody has said."""
    if code in BY_CODE:
        return BY_CODE[code][0]
    return "commercial" if code.startswith(COMMERCIAL_CLASS) else None


def label_of(code: str) -> str:
    """Return ``« Association déclarée » (9220)``, or the bare code where its label is not kept."""
    return f"« {BY_CODE[code][1]} » ({code})" if code in BY_CODE else code
