"""``moisess contracts``: JSON Schema, AsyncAPI and OpenAPI documents and the criteria, in step with the code."""

from cyclopts import App
from rich.console import Console

from moisess.documents.files import ROOT, breaks, differences, generated, write
from moisess.documents.samples import SampleMissing
from moisess.documents.streams import NotDeclared
from moisess.faults import said_plainly

app = App(name="contracts", help="Documents des contrats (docs/) : schémas JSON, AsyncAPI, OpenAPI, critères.")


class Incompatible(Exception):
    """The change would break readers; the message is French and says where."""


class Outdated(Exception):
    """Documents are not as the code has them; the message is French and names them."""


@app.command(name="write")
def write_documents() -> None:
    """Écrit les documents ; refuse un changement que les lecteurs actuels d’un topic ne supporteraient pas."""
    with said_plainly(Incompatible, NotDeclared, SampleMissing):
        documents = generated()
        changed = differences(ROOT, documents)
        _refuse(breaks(ROOT, documents))
        write(ROOT, documents)
    console = Console(highlight=False)
    for path, how in changed:
        console.print(f"{path} : {'supprimé' if path not in documents else 'écrit'} ({how})")
    console.print(f"{len(documents)} documents à jour.")


@app.command
def check() -> None:
    """Vérifie que les documents sont à jour ; le code de sortie est 1 sinon, et dit lesquels ne le sont pas."""
    with said_plainly(Incompatible, NotDeclared, Outdated, SampleMissing):
        documents = generated()
        _refuse(breaks(ROOT, documents))
        if changed := differences(ROOT, documents):
            listed = "\n".join(f"  {path} {how}" for path, how in changed)
            raise Outdated(f"Ces documents ne suivent plus le code :\n{listed}\nLancez « moisess contracts write ».")
    Console(highlight=False).print(f"{len(documents)} documents à jour.")


def _refuse(found: list[str]) -> None:
    if found:
        listed = "\n".join(f"  {each}" for each in found)
        raise Incompatible(
            f"Des lecteurs ou des messages existants ne le supporteraient pas :\n{listed}\n"
            "Gardez le contrat compatible (seuls des champs facultatifs s’ajoutent), ou publiez sur un nouveau topic, "
            "de version majeure suivante."
        )
