"""``moisess eligibility``: what the rules would say today of what they settled before, and which accounts are known."""

from collections import Counter

from cyclopts import App
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.as_json import print_json
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database, with_database
from services.eligibility.dossiers.reevaluate import Reevaluated
from services.eligibility.dossiers.reevaluate import reevaluate as reevaluate_dossiers
from services.eligibility.dossiers.rules.difference import Difference
from services.eligibility.structures.errors import TieUnknown
from services.eligibility.structures.tie_numbers import tie_numbers
from shared.editions.editions import Editions
from shared.postgres.database import Database

SHOWN = 20
NATIONAL = "national"
"""Who answers for what a command does, in place of an account."""
VERDICTS = {"eligible": "acceptée", "to_review": "à la chambre", "refused": "refusée", "withdrawn": "retirée"}

app = App(name="eligibility", help="Les critères, appliqués de nouveau à ce qui a déjà été jugé ; qui parle pour qui.")


@app.command
def reevaluate(
    *,
    edition: int | None = None,
    dry_run: bool = False,
    json: bool = False,
) -> None:
    """Juge de nouveau, par les règles de cette version, ce que les règles seules avaient tranché.

    Ce qu’une personne a décidé reste tel quel. Ce qui est en ligne et retourne à la chambre reste en ligne jusqu’à sa
    décision.

    Parameters
    ----------
    edition
        L’année de l’édition ; par défaut celle qui est ouverte.
    dry_run
        Montre ce qui changerait et ne change rien.
    json
        Écrit un document JSON, pour les programmes.
    """
    with said_plainly(AddressUnknown, DatabaseUnfit):
        columns = (TextColumn("dossiers"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=None)

            async def work(database: Database) -> tuple[int, Reevaluated]:
                year = edition or await _present_year(database)
                return year, await reevaluate_dossiers(
                    database,
                    edition=year,
                    dry_run=dry_run,
                    progress=lambda done, total: bar.update(task, completed=done, total=total),
                )

            year, found = with_database("eligibility", work)
    if json:
        print_json({"done": not dry_run, "edition": year, "found": found})
        return
    _show(found)
    print(
        "Rien n’a été fait : c’est un essai. Relancez sans --dry-run pour le faire." if dry_run else "Fait, et annoncé."
    )


@app.command
def tie(
    account: str,
    /,
    *,
    siren: list[str] | None = None,
    rna: list[str] | None = None,
    any_structure: bool = False,
    withdraw: bool = False,
) -> None:
    """Dit, au nom de l’équipe nationale, pour quelles structures un compte parle, avant qu’il n’inscrive rien.

    Ce qu’il inscrit pour elles n’attend plus la chambre pour ce motif.

    Parameters
    ----------
    account
        Identifiant du compte, tel que les dossiers le montrent.
    siren
        SIREN d’une structure ; l’option se répète.
    rna
        Numéro RNA d’une association ; l’option se répète.
    any_structure
        Pour toute structure : un partenaire qui inscrit des agendas entiers et dont l’équipe nationale répond.
    withdraw
        Retire le lien.
    """
    numbers = (*(f"siren:{each}" for each in siren or ()), *(f"rna:{each}" for each in rna or ()))
    if bool(numbers) == any_structure:
        raise SystemExit("Donnez ou bien des numéros (--siren, --rna), ou bien --any-structure.")
    with said_plainly(AddressUnknown, DatabaseUnfit, TieUnknown):
        done = in_database(
            "eligibility",
            lambda tx: tie_numbers(tx, account=account, numbers=numbers, made_by=NATIONAL, withdraw=withdraw),
        )
    print(f"Liens {'retirés' if withdraw else 'enregistrés'} : {done}.")


async def _present_year(database: Database) -> int:
    editions = Editions(database)
    await editions.refresh()
    return editions.present.year


def _show(found: Reevaluated) -> None:
    console = Console(highlight=False)
    console.print(f"Règles {found.rules_version} : {found.judged} dossiers jugés de nouveau.")
    if not found.differences:
        console.print("Rien ne change.")
        return
    console.print(_counted("Ce qui change", Counter(map(_change, found.differences))))
    if reasons := Counter(line for each in found.differences if (line := _reasons(each))):
        console.print(_counted("Motifs, avant et après", reasons))
    turned = [each for each in found.differences if each.verdict_before != each.verdict_after]
    for each in turned[:SHOWN]:
        line = f"  {each.manifestation_id} « {each.title} », {each.organiser} : {_change(each)}"
        console.print(line, markup=False, soft_wrap=True)
    if len(turned) > SHOWN:
        console.print(f"  … et {len(turned) - SHOWN} autres (--json les montre tous).")


def _counted(title: str, lines: Counter[str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("", overflow="fold")
    table.add_column("dossiers", justify="right")
    for line, count in lines.most_common():
        table.add_row(line, str(count))
    return table


def _change(difference: Difference) -> str:
    if difference.verdict_before != difference.verdict_after:
        return f"{VERDICTS[difference.verdict_before]} → {VERDICTS[difference.verdict_after]}"
    before = VERDICTS[difference.verdict_before]
    return f"{before}, pour d’autres motifs" if _reasons(difference) else f"{before}, expliquée autrement"


def _reasons(difference: Difference) -> str:
    if not (difference.reasons_before or difference.reasons_after):
        return ""
    return f"{', '.join(difference.reasons_before) or '—'} → {', '.join(difference.reasons_after) or '—'}"
