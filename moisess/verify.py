"""``moisess verify <snapshot>``: is a print snapshot what the topic says it is."""

import os
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import httpx
from cyclopts import Parameter
from rich.console import Console

from moisess.access_key import KeyMissing, access_key
from moisess.faults import said_plainly
from shared.instance import HEADER, VARIABLE

REPLAY_SECONDS = 600
SHOWN = 20


class NotVerified(Exception):
    """No verdict could be had; the message is French."""


def verify(
    snapshot_id: UUID,
    *,
    url: Annotated[str, Parameter(env_var="PROGRAMME_URL")] = "http://127.0.0.1:8003",
    key_file: Path | None = None,
) -> None:
    """Rejoue le topic jusqu’au relevé pour impression et compare les empreintes (code de sortie 1 si elles diffèrent).

    Parameters
    ----------
    snapshot_id
        Identifiant du relevé.
    url
        Adresse du service programme.
    key_file
        Fichier qui ne contient que la clé d’accès de chambre, de l’équipe nationale ou de service ; par défaut, elle
        est lue dans MOISESS_KEY.
    """
    with said_plainly(NotVerified, KeyMissing):
        key = access_key(key_file)
        found = _ask(f"{url.rstrip('/')}/print-snapshots/{snapshot_id}/verification", key)
    console = Console(highlight=False)
    console.print(f"{found['records_read']} enregistrements rejoués.")
    console.print(f"Empreinte du relevé : {found['expected']}")
    console.print(f"Empreinte rejouée   : {found['replayed']}")
    if found["match"]:
        console.print("[green]Identiques : le relevé est exactement ce qui était en ligne à cet instant.[/]")
        return
    differing = found["differing"]
    console.print(f"[red]Manifestations qui ne concordent pas : {len(differing)}.[/]")
    for manifestation_id in differing[:SHOWN]:
        console.print(f"  {manifestation_id}")
    if len(differing) > SHOWN:
        console.print(f"  … et {len(differing) - SHOWN} autres")
    raise SystemExit(1)


def _refuse_another(door: str) -> None:
    """Raise ``NotVerified`` where another platform answers than the one that is meant; nothing has been sent then."""
    if (instance := os.environ.get(VARIABLE)) and httpx.head(door).headers.get(HEADER) != instance:
        raise NotVerified(f"Une autre plateforme répond à l’adresse {door} (MOISESS_INSTANCE n’est pas la sienne).")


def _ask(address: str, key: str) -> dict[str, Any]:
    try:
        _refuse_another(str(httpx.URL(address).copy_with(path="/")))
        answer = httpx.post(address, headers={"Authorization": f"Bearer {key}"}, timeout=REPLAY_SECONDS)
    except httpx.HTTPError as error:
        raise NotVerified(f"Le service programme ne répond pas à l’adresse {address} : {error}.") from error
    try:
        found: dict[str, Any] = answer.json()
    except ValueError as error:
        raise NotVerified(f"{address} ne répond pas comme le service programme (code {answer.status_code}).") from error
    if not answer.is_success:
        raise NotVerified(f"{found.get('title', 'Refusé')} : {found.get('detail', answer.status_code)}")
    return found
