"""``moisess feed FILE``: the options, and how it ends."""

import asyncio
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console

from deploy.local import folders
from moisess.access_key import KeyMissing, access_key
from moisess.faults import said_plainly
from moisess.feed import screen
from moisess.feed.file import read_bytes
from moisess.feed.imports import ImportFailed, Imports
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.rules.rows import TO_LOOK_AT
from shared.french.typography import typo
from shared.instance import VARIABLE

INTERRUPTED, INCOMPLETE = 130, 1
REQUEST_SECONDS = 60


class OptionsUnusable(Exception):
    """Options that cannot be used as they are; the message is a sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typo(sentence))


def feed(
    file: Path,
    *,
    url: Annotated[str, Parameter(env_var="SUBMISSION_URL")] = "http://127.0.0.1:8001",
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
    report: Path | None = None,
    patience: Annotated[float, Parameter(validator=Number(gt=0))] = 120,
    dry_run: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Inscrit les manifestations d’un fichier (CSV, XLSX, XLS, ODS, JSON, iCalendar) et dit ce que chacune devient.

    Relancer la même commande n’inscrit rien deux fois : ce qui est déjà inscrit est reconnu, et mis à jour si le
    fichier a changé. Les options qui décrivent une manifestation ne valent que pour les lignes qui n’en disent rien ;
    chaque ligne ainsi complétée est signalée. Le code de sortie est 0 si chaque ligne est inscrite, à jour ou laissée
    de côté à bon droit ; 1 si une ligne est à compléter, à vérifier ou refusée, ou si le fichier est inutilisable ;
    130 après une interruption, qui n’arrête pas l’import.

    Parameters
    ----------
    file
        Le fichier ; noms de colonnes en français ou ceux de l’API. Code de sortie : 0 seulement si chaque ligne est
        inscrite, à jour ou laissée de côté à bon droit ; 1 si une ligne est à compléter, à vérifier ou refusée, ou si
        le fichier est inutilisable.
    url
        Adresse du service d’inscription.
    key_file
        Fichier qui ne contient que la clé d’accès ; par défaut, elle est lue dans MOISESS_KEY.
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
        Inscrit aussi les organisateurs qui n’ont aucun numéro : leur chambre vérifiera.
    email
        Courriel public des lignes qui n’ont ni courriel, ni téléphone, ni site.
    themes
        Thèmes des lignes qui n’en ont pas (à répéter pour plusieurs).
    format
        Format des lignes qui n’en ont pas.
    openness
        Public des lignes qui n’en disent rien ; sans elle, la question est posée pour chacune.
    report
        Dossier du rapport : le fichier avec les colonnes « Résultat » et « À corriger », et le détail en JSON.
    patience
        Secondes sans aucune réponse après lesquelles renoncer.
    dry_run
        Dit ce que chaque ligne deviendrait, sans rien inscrire.
    """
    fields = {
        "organiser_name": organiser_name,
        "siren": siren,
        "siret": siret,
        "rna": rna,
        "uai": uai,
        "rnf": rnf,
        "without_number": "true" if without_number else None,
        "email": email,
        "themes": list(themes) or None,
        "format": format,
        "openness": openness,
        "send": None if dry_run else "true",
    }
    with said_plainly(FileUnusable, OptionsUnusable, KeyMissing, ImportFailed):
        content, key = read_bytes(file), access_key(key_file)
        given = {name: value for name, value in fields.items() if value is not None}
        instance = os.environ.get(VARIABLE, "")
        connect = partial(Imports, url=_web_address(url), key=key, instance=instance, patience_seconds=patience)
        folder = report or folders.home() / "feed" / file.stem
        try:
            return asyncio.run(_feed(connect, file.name, content, given, folder))
        except KeyboardInterrupt:
            return INTERRUPTED


async def _feed(
    connect: Callable[..., Imports], name: str, content: bytes, fields: Mapping[str, Any], folder: Path
) -> int:
    async with httpx.AsyncClient(timeout=REQUEST_SECONDS) as client:
        imports = connect(client=client)
        import_id = await imports.begin(name, content, fields)
        found: dict[str, Any] = {}
        with screen.bar(Console(stderr=True)) as bar:
            async for found in imports.progress(import_id):
                bar.show(found)
        rows = [] if found["refusal"] else await imports.rows(import_id)
        files = [] if found["refusal"] else _write(await _contents(imports, import_id, rows), folder)
    screen.show(found, rows, Console(), files=files)
    wanting = any(row["faults"] or row["outcome"] in TO_LOOK_AT for row in rows)
    return INCOMPLETE if found["refusal"] or wanting else 0


async def _contents(imports: Imports, import_id: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the file with what became of each record, and the same for programs."""
    contents = {f"rapport.{ending}": await imports.report(import_id, ending) for ending in ("xlsx", "csv")}
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return {**contents, "rapport.jsonl": ("\n".join(lines) + "\n").encode()}


def _write(contents: Mapping[str, bytes], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise OptionsUnusable(f"« {url} » n’est pas une adresse : elle commence par http:// ou https://.")
    return url
