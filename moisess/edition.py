"""``moisess edition``: the editions of the Mois de l'ESS, in the database of the service that owns them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import tomli_w
from cyclopts import App
from rich.console import Console
from rich.table import Table

from moisess.addresses import AddressUnknown
from moisess.faults import said_plainly
from moisess.in_database import DatabaseUnfit, in_database
from services.submission.editions.bodies.edition import EditionBody, edition_in
from services.submission.editions.bodies.file import document_of, read_edition
from services.submission.editions.look_up import look_up, look_up_all
from services.submission.editions.move import archive_edition, open_edition
from services.submission.editions.save import save
from services.submission.editions.weigh import weigh
from shared.contracts.submission import EditionChanged
from shared.errors import DomainError, FieldsRefused
from shared.french.dates import day
from shared.postgres.database import Tx

STATES = {"preparing": "en préparation", "open": "ouverte", "archived": "archivée"}

app = App(name="edition", help="Éditions du Mois de l’ESS : liste, fichier TOML, ouverture, archivage.")


class EditionRefused(Exception):
    """What was asked cannot be done; the message is French."""


class _Tried(Exception):
    """Ends a trial that went well."""


@app.command(name="list")
def show_all() -> None:
    """Affiche les éditions, leur état et leur saison."""
    with said_plainly(AddressUnknown, DatabaseUnfit):
        editions = in_database("submission", look_up_all)
    table = Table()
    for heading in ("année", "état", "saison", "inscriptions", "version"):
        table.add_column(heading, overflow="fold")
    for each in editions:
        season = f"du {day(each.first_day)} au {day(each.last_day)}"
        table.add_row(str(each.year), STATES[each.state], season, _registration(each), str(each.version))
    Console().print(table, highlight=False)


@app.command
def show(year: int, /) -> None:
    """Affiche une édition, comme son fichier la dit.

    Parameters
    ----------
    year
        L’année de l’édition.
    """
    edition = _found(year)
    print(f"# Édition {year}, {STATES[edition.state]}.")
    print(tomli_w.dumps(document_of(edition)), end="")


@app.command
def export(year: int, /, *, to: Path | None = None) -> None:
    """Écrit le fichier TOML d’une édition, à modifier puis à reprendre avec « moisess edition import ».

    Parameters
    ----------
    year
        L’année de l’édition.
    to
        Le fichier à écrire ; par défaut, la sortie standard.
    """
    text = tomli_w.dumps(document_of(_found(year)))
    if to is None:
        print(text, end="")
        return
    with said_plainly(OSError):
        to.write_text(text, encoding="utf-8")


@app.command(name="import")
def take_in(file: Path, /, *, yes: bool = False) -> None:
    """Reprend le fichier TOML d’une édition, nouvelle ou modifiée, et dit ce que cela change.

    Parameters
    ----------
    file
        Le fichier ; sa ligne « version » refuse d’écraser ce qui a changé depuis l’export.
    yes
        Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.
    """
    with said_plainly(EditionRefused):
        body = _read(file)
    described = edition_in(body, now=datetime.now(UTC))
    _change(body.year, lambda tx: save(tx, described, expected_version=body.version), yes=yes)


@app.command(name="open")
def open_(year: int, /, *, yes: bool = False) -> None:
    """Ouvre une édition : on y inscrit, et le programme la montre.

    Parameters
    ----------
    year
        L’année de l’édition.
    yes
        Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.
    """
    _change(year, lambda tx: open_edition(tx, year, now=datetime.now(UTC)), yes=yes)


@app.command
def archive(year: int, /, *, yes: bool = False) -> None:
    """Archive l’édition ouverte : elle reste lisible, et plus rien ne s’y écrit.

    Parameters
    ----------
    year
        L’année de l’édition.
    yes
        Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.
    """
    _change(year, lambda tx: archive_edition(tx, year, now=datetime.now(UTC)), yes=yes)


def _change(year: int, change: Callable[[Tx], Awaitable[EditionChanged]], *, yes: bool) -> None:
    said: list[str] = []

    async def work(tx: Tx) -> None:
        before = next((each for each in await look_up_all(tx) if each.year == year), None)
        after = await change(tx)
        said.extend(await weigh(tx, before, after))
        said.append(_summary(before, after))
        if not yes:
            raise _Tried

    with said_plainly(AddressUnknown, DatabaseUnfit, EditionRefused):
        try:
            in_database("submission", work)
        except _Tried:
            said.append("Rien n’a été fait : c’est un essai. Ajoutez --yes pour le faire.")
        except DomainError as refusal:
            raise EditionRefused(refusal.detail) from refusal
    print("\n".join(said))


def _summary(before: EditionChanged | None, after: EditionChanged) -> str:
    if before is None:
        return f"L’édition {after.year} est nouvelle, {STATES[after.state]}."
    if replace(after, changed_at=before.changed_at) == before:
        return f"L’édition {after.year} est déjà ainsi."
    return f"L’édition {after.year} est {STATES[after.state]}, version {after.version}."


def _found(year: int) -> EditionChanged:
    with said_plainly(AddressUnknown, DatabaseUnfit, EditionRefused):
        try:
            return in_database("submission", lambda tx: look_up(tx, year))
        except DomainError as refusal:
            raise EditionRefused(refusal.detail) from refusal


def _read(file: Path) -> EditionBody:
    try:
        return read_edition(file.read_text(encoding="utf-8"))
    except FieldsRefused as refusal:
        faults = "\n".join(f"  {fault.pointer} : {fault.message}" for fault in refusal.errors)
        raise EditionRefused(f"{file} : {refusal.detail}\n{faults}".rstrip()) from refusal
    except (OSError, UnicodeDecodeError) as error:
        raise EditionRefused(f"{file} ne peut pas être lu : {error}.") from error


def _registration(edition: EditionChanged) -> str:
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    parts = [f"dès le {day(opens)}" if opens else "", f"jusqu’au {day(closes)}" if closes else ""]
    return " ".join(part for part in parts if part) or "tant qu’elle est ouverte"
