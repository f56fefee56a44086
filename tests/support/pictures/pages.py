"""Every page there is, as whom it is looked at, and how it is found in the demonstration.

A page that is missing here fails ``tests/unit/architecture/test_every_page_has_a_picture.py``.
"""

from dataclasses import dataclass
from typing import Literal

from shared.http.site import ServiceName

Who = Literal["nobody", "organiser", "moderator", "national"]
FRENCH: dict[Who, str] = {
    "nobody": "sans connexion",
    "organiser": "organisatrice",
    "moderator": "chambre de Bretagne",
    "national": "équipe nationale",
}
UUID = r"[0-9a-f-]{36}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page."""

    service: ServiceName
    route: str
    title: str
    who: Who = "nobody"
    at: str = ""
    """Its address, where it is not the route; ``=name`` is one that was prepared (``demonstration.py``)."""
    linked_from: str = ""
    """The page whose first link that looks like the route is followed."""

    @property
    def file(self) -> str:
        """The name of its pictures, without width and ending."""
        words = self.route.replace("{", "").replace("}", "").strip("/").replace("/", "-") or "accueil"
        return f"{self.service}-{words.replace('_', '-')}"


MINE, ONE, DRAFT = "/mes-manifestations", "/inscription/{manifestation_id}", "/brouillons/{draft_id}"
EDITION, PROGRAM = "/gestion/editions/{year}", "/gestion/programmes/{account_id}/cles"
PAGES = (
    Page(service="programme", route="/", title="Le programme"),
    Page(service="programme", route="/programme/{manifestation_id}", title="Une manifestation", linked_from="/"),
    Page(
        service="programme",
        route="/programme/{manifestation_id}/signaler",
        title="La signaler",
        at="=report",
    ),
    Page(service="programme", route="/editions/{year}", title="Le programme d’une édition", at="/editions/2026"),
    Page(service="programme", route="/programme/carte", title="Sur une carte", at="/programme/carte?region=53"),
    Page(service="programme", route="/mon-programme", title="Mon programme", at="=own_programme"),
    Page(service="programme", route="/programme-partage", title="Un programme partagé", at="=shared_programme"),
    Page(service="programme", route="/programme/nouveautes", title="Ce qui a changé au programme"),
    Page(service="programme", route="/programme/versions", title="Les versions du programme"),
    Page(service="programme", route="/programme/cadre", title="Le programme dans un autre site"),
    Page(service="programme", route="/travaux", title="Travaux du programme", who="national"),
    Page(service="submission", route="/connexion", title="Se connecter"),
    Page(service="submission", route="/connexion/lien", title="Ouvrir le lien reçu", at="=link"),
    Page(service="submission", route="/acces", title="Demander un accès", at="/acces?region=53"),
    Page(service="submission", route="/confidentialite", title="Données personnelles"),
    Page(service="submission", route="/mentions-legales", title="Mentions légales"),
    Page(service="submission", route="/accessibilite", title="Déclaration d’accessibilité"),
    Page(service="submission", route="/courriels/rappels", title="Rappels par courriel", at="=reminders"),
    Page(service="submission", route="/inscription", title="Proposer une manifestation", who="organiser"),
    Page(service="submission", route=MINE, title="Mes manifestations", who="organiser"),
    Page(service="submission", route=ONE, title="Où en est une manifestation", who="organiser", linked_from=MINE),
    Page(service="submission", route=f"{ONE}/modifier", title="La modifier", who="organiser", at="=amend"),
    Page(service="submission", route=f"{ONE}/image", title="Son image", who="organiser", at="=image"),
    Page(service="submission", route=f"{ONE}/retirer", title="La retirer", who="organiser", at="=withdraw"),
    Page(service="submission", route=f"{ONE}/historique", title="Son historique", who="organiser", at="=history"),
    Page(service="submission", route=f"{ONE}/echanges", title="Écrire à la chambre", who="organiser", at="=thread"),
    Page(service="submission", route=f"{ONE}/remettre", title="La remettre", who="organiser", at="=hand_over"),
    Page(
        service="submission",
        route=f"{ONE}/co-organisateurs",
        title="Ses co-organisateurs",
        who="organiser",
        at="=co_organisers",
    ),
    Page(service="submission", route="/co-organisation", title="Confirmer co-organiser", at="=co_organisation"),
    Page(service="submission", route=DRAFT, title="Un brouillon", who="organiser", at="=draft"),
    Page(service="submission", route=f"{DRAFT}/apercu", title="Son aperçu", who="organiser", at="=preview"),
    Page(service="submission", route=f"{DRAFT}/image", title="Son image", who="organiser", at="=image_of_draft"),
    Page(service="submission", route=f"{DRAFT}/supprimer", title="Le supprimer", who="organiser", at="=remove_draft"),
    Page(service="submission", route="/importer", title="Importer un fichier", who="organiser"),
    Page(service="submission", route="/importer/{import_id}", title="Un fichier lu", who="organiser", at="=import"),
    Page(service="submission", route="/compte", title="Mon compte", who="organiser"),
    Page(service="submission", route="/compte/cles", title="Mes clés d’accès", who="organiser"),
    Page(service="submission", route="/compte/donnees", title="Mes données", who="organiser"),
    Page(service="submission", route="/compte/effacer", title="Effacer mon compte", who="organiser"),
    Page(service="submission", route="/equipes", title="Mes équipes", who="organiser"),
    Page(service="submission", route="/equipes/{team_id}", title="Une équipe", who="organiser", linked_from="/equipes"),
    Page(service="submission", route="/invitation", title="Une invitation", who="organiser", at="=invitation"),
    Page(service="submission", route="/chambre", title="Ma chambre", who="moderator"),
    Page(service="submission", route="/lieux", title="Le répertoire des lieux", who="moderator"),
    Page(service="submission", route="/lieux/{place_id}", title="Un lieu", who="moderator", at="=place"),
    Page(service="submission", route="/lieux/fusion", title="Fusionner des lieux", who="moderator", at="=merge"),
    Page(service="submission", route="/gestion", title="Vue d’ensemble", who="national"),
    Page(service="submission", route="/gestion/editions", title="Les éditions", who="national"),
    Page(service="submission", route=EDITION, title="Une édition", who="national", at="/gestion/editions/2026"),
    Page(
        service="submission",
        route=f"{EDITION}/modifier",
        title="La modifier",
        who="national",
        at="/gestion/editions/2026/modifier",
    ),
    Page(
        service="submission",
        route=f"{EDITION}/archiver",
        title="L’archiver",
        who="national",
        at="/gestion/editions/2026/archiver",
    ),
    Page(service="submission", route=f"{EDITION}/ouvrir", title="En ouvrir une autre", who="national", at="=opening"),
    Page(service="submission", route="/gestion/programmes", title="Programmes", who="national"),
    Page(
        service="submission",
        route=PROGRAM,
        title="Clés d’un programme",
        who="national",
        linked_from="/gestion/programmes",
    ),
    Page(service="submission", route="/travaux", title="Travaux de l’inscription", who="national"),
    Page(service="eligibility", route="/bureau", title="Le bureau de la chambre", who="moderator"),
    Page(
        service="eligibility",
        route="/bureau/dossiers/{manifestation_id}",
        title="Un dossier",
        who="national",
        at="=dossier",
    ),
    Page(service="eligibility", route="/bureau/ensemble", title="Plusieurs dossiers", who="national", at="=several"),
    Page(service="eligibility", route="/bureau/chiffres", title="Chiffres", who="national"),
    Page(service="eligibility", route="/bureau/retards", title="Retards", who="national"),
    Page(service="eligibility", route="/bureau/absence", title="Mon absence", who="moderator"),
    Page(service="eligibility", route="/bureau/journal", title="Journal", who="national"),
    Page(service="eligibility", route="/bureau/raccourcis", title="Raccourcis du clavier", who="moderator"),
    Page(service="eligibility", route="/trouver-mon-numero", title="Trouver mon numéro", who="organiser"),
    Page(
        service="eligibility",
        route="/justificatifs/{manifestation_id}",
        title="Justificatifs",
        who="organiser",
        at="=proofs",
    ),
    Page(service="eligibility", route="/travaux", title="Travaux de l’examen", who="national"),
    Page(service="matchmaking", route="/rencontres", title="Rencontres d’affaires"),
    Page(
        service="matchmaking",
        route="/rencontres/{b2b_event_id}",
        title="La grille d’une rencontre",
        who="national",
        linked_from="/rencontres",
    ),
    Page(service="matchmaking", route="/travaux", title="Travaux des rencontres", who="national"),
)
WITHOUT_A_PICTURE: dict[tuple[ServiceName, str], str] = {
    ("submission", "/"): "leads on to the form",
    ("submission", "/session"): "renews a session and shows nothing",
    ("submission", "/compte/donnees/copie"): "is a file",
    ("submission", "/connexion/openid/{name}"): "leads on to a provider",
    ("submission", "/connexion/openid/{name}/retour"): "comes back from it",
    ("eligibility", "/"): "leads on to the desk",
    ("eligibility", "/justificatifs/{manifestation_id}/{proof_id}/fichier"): "is a file",
    ("eligibility", "/bureau/journal.csv"): "is a file",
    ("submission", "/brouillons/{draft_id}/semblables"): "is a part of the draft's page",
    ("submission", "/lieux/propositions"): "is a part of the draft's page",
    ("submission", "/importer/{import_id}/rapport.csv"): "is a file",
    ("submission", "/importer/{import_id}/rapport.xlsx"): "is a file",
    ("matchmaking", "/"): "leads on to the list",
    **dict.fromkeys(
        [("programme", "/programme/suggestions"), ("programme", "/programme/suggestions/communes")],
        "is a part of the list's page",
    ),
    ("programme", "/m/{code}"): "leads on to a manifestation",
    ("programme", "/editions/{year}/carte"): "is the map of another edition",
    **dict.fromkeys(
        [("programme", f"/{part}/{{value}}") for part in ("regions", "communes", "themes", "organisateurs")],
        "is the list with one filter set",
    ),
}
"""Why there is none."""
