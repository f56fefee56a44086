"""``moisess``: each command is imported when it is called, so that a package missing for one stops no other."""

import logging

from cyclopts import App, Parameter

from moisess.french_help import FRENCH_HELP
from moisess.usage_faults import panel
from shared.release import VERSION

app = App(
    name="moisess",
    help="La plateforme du Mois de l’ESS : pile locale, services, topics, démonstration.",
    help_flags=["--help", "-h"],
    version=VERSION,
    help_formatter=FRENCH_HELP,
    help_format="plaintext",
    error_formatter=panel,
    # What is not asked for needs no option of its own: --no-yes.
    default_parameter=Parameter(negative=()),
    version_flags=["--version"],
)
app["--help"].help = "Affiche cette aide."
app["--version"].help = "Affiche la version."

app.command("moisess.stack:app", name="stack", help="Démarre, arrête et décrit Kafka et PostgreSQL sur cette machine.")
app.command("moisess.topics:app", name="topics", help="Compare les topics d’un courtier Kafka à leur déclaration.")
app.command("moisess.serve:serve", name="serve", help="Démarre un service : API, worker, ou les deux.")
app.command(
    "moisess.migrate:migrate", name="migrate", help="Met la base de données de chaque service au schéma attendu."
)
app.command("moisess.contracts:app", name="contracts", help="Documents des contrats : schémas JSON, AsyncAPI, OpenAPI.")
app.command("moisess.accounts:app", name="accounts", help="Comptes : rôles, journal des rôles, lien de connexion.")
app.command("moisess.keys:app", name="keys", help="Crée, liste, remplace et révoque les clés d’accès.")
app.command(
    "moisess.eligibility:app",
    name="eligibility",
    help="Critères appliqués de nouveau à ce qui a déjà été jugé ; qui parle pour qui.",
)
app.command(
    "moisess.edition:app", name="edition", help="Éditions du Mois de l’ESS : liste, fichier TOML, ouverture, archivage."
)
app.command(
    "moisess.feed.command:feed",
    name="feed",
    help="Inscrit par l’API les manifestations d’un fichier et dit ce que chacune devient.",
)
app.command(
    "moisess.verify:verify", name="verify", help="Rejoue le topic d’un relevé d’impression et compare son empreinte."
)
app.command("moisess.dlq.command:app", name="dlq", help="Lettres mortes : compte, montre, republie, écarte.")
app.command(
    "moisess.groups.command:app", name="groups", help="Groupes de consommateurs : retard, remise à une position."
)
app.command(
    "moisess.outbox:app", name="outbox", help="Messages trop grands pour leur topic, mis de côté : liste, nouvel essai."
)
app.command("moisess.jobs:app", name="jobs", help="Travaux d’un service : liste, nouvel essai, abandon.")
app.command(
    "moisess.rebuild:rebuild", name="rebuild", help="Refait une table à partir de son topic, sans arrêter le service."
)
app.command(
    "moisess.reconcile:reconcile",
    name="reconcile",
    help="Après une restauration, accorde la base d’un service et ce qu’il avait annoncé.",
)
app.command("moisess.audit:app", name="audit", help="Journal des bureaux des chambres : vérifie qu’il est intact.")
app.command("moisess.matchmaking:app", name="matchmaking", help="Rencontres d’affaires : planifie les rendez-vous.")
app.command(
    "moisess.demo.command:demo",
    name="demo",
    help="Montre toute la plateforme au travail, de l’inscription au programme imprimé.",
)


def run() -> None:
    """Run the command line."""
    # Each command says what failed in a sentence of its own; the client's attempts before that would only hide it.
    logging.getLogger("aiokafka").addHandler(logging.NullHandler())
    app()
