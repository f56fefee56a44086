"""The two commands that change something: put back, or give up; both only show what they would do until told."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from moisess.addresses import kafka_cluster
from moisess.dlq.ask import REFUSALS, answered, opened_box
from moisess.dlq.letters import origin_of
from moisess.dlq.options import ANYWHERE, EVERYTHING, BootstrapServers, BoxTopic, Place, Selection, Yes
from moisess.dlq.overtaken import overtaken_among
from moisess.dlq.put_back import drop, redrive
from moisess.dlq.screen import show_choice, show_dropping, show_overtaken
from moisess.dlq.selection import DlqRefused, to_drop, to_redrive
from moisess.faults import said_plainly
from shared.observability.logging import configure_logging

DRY = "Rien n’a été fait : c’est un essai. Ajoutez --yes pour le faire."


def redrive_letters(
    topic: BoxTopic,
    /,
    *,
    selection: Selection = EVERYTHING,
    rate: float = 50,
    yes: Yes = False,
    bootstrap_servers: BootstrapServers = None,
) -> None:
    """Republie des enregistrements, inchangés, vers leur topic d’origine, chacun une fois ; trois retours au plus.

    Un topic compacté garde le dernier enregistrement de chaque clé : ce qui est plus ancien que lui est refusé.

    Parameters
    ----------
    rate
        Enregistrements par seconde au plus.
    """
    with said_plainly(*REFUSALS):
        if rate <= 0:
            raise DlqRefused("Le débit (--rate) doit être plus grand que zéro.")
        wanted = selection.filter()
        cluster = kafka_cluster(bootstrap_servers)
        box = opened_box(cluster, topic)
        choice = to_redrive(box, wanted)
        overtaken = answered(cluster, overtaken_among(cluster, origin_of(box.name), choice.letters))
        choice = choice.without([letter for letter, _ in overtaken])
        show_overtaken(box, overtaken)
        if not choice.letters:
            raise DlqRefused("Rien n’est republié : chacun de ces enregistrements a été dépassé par un plus récent.")
        show_choice(box, choice)
        if not yes:
            print(DRY)
            return
        configure_logging("dlq", "INFO")
        # The log lines go to standard output, so that they can be kept; the bar does not mix with them there.
        columns = (TextColumn("Republication"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as progress:
            task = progress.add_task("", total=len(choice.letters))
            left = answered(
                cluster,
                redrive(cluster, box, choice.letters, per_second=rate, done=lambda: progress.advance(task)),
            )
    show_overtaken(box, left)
    print(f"Republiés : {len(choice.letters) - len(left)} enregistrement(s) vers {origin_of(box.name)}.")


def drop_letters(
    topic: BoxTopic,
    /,
    *,
    reason: str | None = None,
    selection: Selection = EVERYTHING,
    place: Place = ANYWHERE,
    yes: Yes = False,
    bootstrap_servers: BootstrapServers = None,
) -> None:
    """Marque des enregistrements comme écartés : ils ne seront plus republiés. Rien n’est supprimé.

    Parameters
    ----------
    reason
        Pourquoi, en une phrase sans donnée personnelle ; elle reste à côté de l’enregistrement.
    """
    with said_plainly(*REFUSALS):
        if not reason or not reason.strip():
            raise DlqRefused("Indiquez un motif avec --reason : il reste à côté de l’enregistrement.")
        cluster = kafka_cluster(bootstrap_servers)
        box = opened_box(cluster, topic)
        letters = to_drop(box, selection.filter(place))
        show_dropping(box, letters, reason)
        if not yes:
            print(DRY)
            return
        configure_logging("dlq", "INFO")
        answered(cluster, drop(cluster, box, letters, reason=reason))
    print(f"Écartés : {len(letters)} enregistrement(s) de {box.name}.")
