"""``moisess matchmaking``: the planner of business meetings, on a file."""

from cyclopts import App

app = App(name="matchmaking", help="Rencontres d’affaires : planification.")
app.command("moisess.matchmaking.solving:solve_file", name="solve")
app.command("moisess.matchmaking.arranging:arrange_file", name="arrange")
