"""``moisess dlq``: what consumers have set aside, and how it gets back or is given up."""

from cyclopts import App

from moisess.addresses import kafka_cluster
from moisess.as_json import print_json
from moisess.dlq.ask import REFUSALS, every_box, opened_box
from moisess.dlq.change import drop_letters, redrive_letters
from moisess.dlq.counts import counted
from moisess.dlq.options import ANYWHERE, BootstrapServers, BoxTopic, Place
from moisess.dlq.screen import show_boxes, show_letters
from moisess.dlq.selection import DlqRefused, Filter, meant
from moisess.faults import said_plainly

app = App(name="dlq", help="Lettres mortes : les enregistrements qu’un consommateur n’a pas pu traiter.")


@app.command(name="list")
def list_letters(
    *,
    topic: str | None = None,
    group: str | None = None,
    json: bool = False,
    bootstrap_servers: BootstrapServers = None,
) -> None:
    """Compte les enregistrements mis de côté, par topic et par erreur.

    Parameters
    ----------
    topic
        Seulement ceux de ce topic.
    group
        Seulement ceux de ce groupe de consommateurs.
    json
        Écrit un document JSON, pour les programmes.
    """
    with said_plainly(*REFUSALS):
        boxes = every_box(kafka_cluster(bootstrap_servers), topic=topic, group=group)
    if json:
        print_json([counted(box) for box in boxes])
    else:
        show_boxes(boxes)


@app.command
def show(
    topic: BoxTopic,
    /,
    *,
    place: Place = ANYWHERE,
    limit: int = 10,
    bootstrap_servers: BootstrapServers = None,
) -> None:
    """Montre des enregistrements mis de côté : en-têtes, erreur, début du contenu sans adresse électronique.

    Parameters
    ----------
    limit
        Nombre d’enregistrements montrés.
    """
    with said_plainly(*REFUSALS):
        box = opened_box(kafka_cluster(bootstrap_servers), topic)
        letters = meant(box.letters, Filter(partition=place.partition, offset=place.offset, limit=limit))
        if not letters:
            raise DlqRefused(f"Rien à montrer : {box.name} ne contient aucun enregistrement de ce genre.")
    show_letters(box, letters)


app.command(redrive_letters, name="redrive")
app.command(drop_letters, name="drop")
