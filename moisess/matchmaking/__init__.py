"""``moisess matchmaking``: the planner of business meetings, on a file."""

from cyclopts import App

app = App(name="matchmaking", help="Rencontres d’affaires : planification.")
app.command(
    "moisess.matchmaking.solving:solve_file",
    name="solve",
    help="Place les rendez-vous d’un fichier avec le moins de trous.",
)
app.command(
    "moisess.matchmaking.arranging:arrange_file",
    name="arrange",
    help="Choisit qui rencontre qui d’après les souhaits, puis place les rendez-vous.",
)
