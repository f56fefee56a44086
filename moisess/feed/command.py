"""``moisess feed FILE``: the options, and how it ends."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console

from deploy.local import folders
from moisess.access_key import KeyMissing, access_key
from moisess.faults import said_plainly
from moisess.feed import report as report_files
from moisess.feed import screen
from moisess.feed.file import read_bytes
from moisess.feed.memory import folder_for
from moisess.feed.outcomes import Report
from moisess.feed.plan import show_plan
from moisess.feed.prepare import prepare
from moisess.feed.run import Options, run
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.schedule import Move
from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Reading
from services.submission.imports.reading.unusable import FileUnusable
from shared.french.typography import plural, typo
from shared.instance import VARIABLE

INTERRUPTED, INCOMPLETE = 130, 1


class OptionsUnusable(Exception):
    """Options that cannot be used as they are; the message is a sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typo(sentence))


def feed(
    file: Path,
    *,
    url: Annotated[str, Parameter(env_var="SUBMISSION_URL")] = "http://127.0.0.1:8001",
    programme_url: Annotated[str | None, Parameter(env_var="PROGRAMME_URL")] = None,
    key_file: Path | None = None,
    organiser_name: str | None = None,
    siren: str | None = None,
    siret: str | None = None,
    rna: str | None = None,
    uai: str | None = None,
    rnf: str | None = None,
    without_number: Annotated[bool, Parameter(negative=())] = False,
    email: str | None = None,
    themes: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    format: str | None = None,  # noqa: A002 -- the option's name
    openness: Literal["open_to_all", "on_invitation", "professionals_only"] | None = None,
    year: Annotated[int | None, Parameter(validator=Number(gte=2008, lte=2100))] = None,
    month: Annotated[int | None, Parameter(validator=Number(gte=1, lte=12))] = None,
    limit: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    report: Path | None = None,
    concurrency: Annotated[int, Parameter(validator=Number(gte=1, lte=64))] = 8,
    patience: Annotated[float, Parameter(validator=Number(gt=0))] = 120,
    wait: Annotated[float, Parameter(validator=Number(gte=0))] = 60,
    dry_run: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Inscrit toutes les manifestations d’un fichier (.jsonl, .json ou .csv) et dit ce qu’il advient de chacune.

    Relancer la même commande reprend où elle s’est arrêtée : rien n’est inscrit deux fois. Les options qui décrivent
    une manifestation ne valent que pour les lignes qui n’en disent rien ; chaque ligne ainsi complétée est signalée.
    Un enregistrement JSON déjà écrit comme l’API le demande (avec « occurrences » ou « open_to_all ») part tel quel :
    rien n’y est complété ni déplacé.
    Les lignes de total et ce que le fichier dit annulé ne sont pas inscrits, et sont nommés. Des lignes de même
    référence qui ne diffèrent que par leurs dates font une seule manifestation.
    Le code de sortie n’est 0 que si chaque enregistrement a été pris et a reçu un avis (au programme, en attente ou
    refusé par les règles). Il est 1 si une ligne est illisible, a des champs à corriger ou à vérifier, n’a pas pu être
    envoyée ou attend encore son verdict, et si le fichier est vide ou inutilisable ; 130 après une interruption.

    Parameters
    ----------
    file
        Le fichier, en UTF-8 de préférence ; noms de colonnes en français ou ceux de l’API. Code de sortie : 0
        seulement si chaque enregistrement a été pris (au programme, en attente ou refusé par les règles) ; 1 si une
        ligne est illisible, a des champs à corriger ou à vérifier, n’est pas envoyée ou attend son verdict, et si le
        fichier est vide ou inutilisable.
    url
        Adresse du service d’inscription.
    programme_url
        Adresse du programme : si elle est donnée, attend aussi que chaque manifestation acceptée y soit visible.
    key_file
        Fichier qui ne contient que la clé d’accès d’organisateur ; par défaut, elle est lue dans MOISESS_KEY.
    organiser_name
        Organisateur des lignes qui n’en ont pas ; ses numéros ne vont à aucun autre nom.
    siren
        Son numéro SIREN.
    siret
        Son numéro SIRET.
    rna
        Son numéro RNA.
    uai
        Son code UAI.
    rnf
        Son numéro RNF.
    without_number
        Inscrit aussi les organisateurs qui n’ont aucun numéro : leur chambre vérifiera. Sans elle, seules passent les
        lignes qui le disent (« aucun », ou null en JSON) ou qui nomment le tribunal, le volume et le folio.
    email
        Courriel public des lignes qui n’ont ni courriel, ni téléphone, ni site.
    themes
        Thèmes des lignes qui n’en ont pas (à répéter pour plusieurs).
    format
        Format des lignes qui n’en ont pas.
    openness
        Public des lignes qui n’en disent rien ; sans elle, la question est posée pour chacune.
    year
        Déplace les dates dans cette année, au même jour de la semaine ; une longue période est ramenée à la saison.
    month
        Les déplace dans ce mois de l’année donnée.
    limit
        N’envoie que les premières lignes.
    report
        Dossier du rapport.
    concurrency
        Nombre d’envois simultanés.
    patience
        Secondes sans aucune réponse après lesquelles renoncer.
    wait
        Secondes sans nouveau verdict après lesquelles ne plus attendre.
    dry_run
        Montre ce qui serait envoyé, sans rien envoyer ; code de sortie 1 si une ligne est illisible ou incomprise.
    """
    numbers = {"siren": siren, "siret": siret, "rna": rna, "uai": uai, "rnf": rnf}
    with said_plainly(FileUnusable, OptionsUnusable, KeyMissing):
        reading = _first(read(file.name, read_bytes(file)), limit)
        defaults = Defaults(
            organiser_name=organiser_name,
            organiser_numbers={kind: number for kind, number in numbers.items() if number},
            without_number=without_number,
            themes=themes,
            format=format,
            openness=openness,
            email=email,
            move=_move(year, month),
        )
        if dry_run:
            return _dry_run(reading, defaults)
        options = Options(
            url=_web_address(url),
            programme_url=_web_address(programme_url) if programme_url else None,
            key=access_key(key_file),
            instance=os.environ.get(VARIABLE, ""),
            folder=folder_for(file, url=url, under=folders.home() / "feed"),
            defaults=defaults,
            concurrency=concurrency,
            patience_seconds=patience,
            verdict_seconds=wait,
        )
    return _run(reading, options, report or options.folder)


def _run(reading: Reading, options: Options, folder: Path) -> int:
    with screen.bars(Console(stderr=True)) as watch:
        result = asyncio.run(run(reading, options, watch))
    files = report_files.write(result, folder)
    screen.show(result, Console(), files=files)
    return _exit_code(result)


def _dry_run(reading: Reading, defaults: Defaults) -> int:
    records = prepare(reading.readable, defaults, table=reading.table, file=reading.file)
    faultless = show_plan(reading, records, Console())
    return 0 if faultless else INCOMPLETE


def _exit_code(result: Report) -> int:
    if result.interrupted:
        return INTERRUPTED
    return 0 if result.all_taken else INCOMPLETE


def _first(reading: Reading, limit: int | None) -> Reading:
    if limit is None or len(reading.rows) <= limit:
        return reading
    left = len(reading.rows) - limit
    note = f"{plural(left, 'ligne')} {'laissée' if left == 1 else 'laissées'} de côté (--limit {limit})."
    return replace(reading, rows=reading.rows[:limit], notes=(*reading.notes, note))


def _move(year: int | None, month: int | None) -> Move | None:
    if year is None:
        if month is not None:
            raise OptionsUnusable("--month demande --year : donnez aussi l’année.")
        return None
    return Move(year=year, month=month)


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise OptionsUnusable(f"« {url} » n’est pas une adresse : elle commence par http:// ou https://.")
    return url
