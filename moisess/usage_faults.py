"""What is wrong with how a command was written, in French."""

import difflib
from collections.abc import Sequence
from typing import Literal, get_args, get_origin

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)
from rich.panel import Panel
from rich.text import Text

from shared.french.typography import listed

KINDS = {int: "un nombre entier", float: "un nombre"}


def panel(fault: CycloptsError) -> Panel:
    """Return what is printed in place of the package's own words."""
    return Panel(Text(sentence(fault)), title="Erreur", title_align="left", border_style="red", expand=True)


def sentence(fault: CycloptsError) -> str:
    """Say what is wrong and what would be right."""
    match fault:
        case UnknownCommandError():
            return _unknown_command(fault)
        case UnknownOptionError():
            return _unknown_option(fault)
        case CoercionError():
            return _unreadable(fault)
        case MissingArgumentError():
            return f"Il manque {_name(fault)}{_of_command(fault)}."
        case RepeatArgumentError() | UnusedCliTokensError():
            return _too_much(fault)
    return f"La commande{_of_command(fault)} n’est pas écrite comme attendu : voyez --help."


def _unknown_option(fault: UnknownOptionError) -> str:
    written = (fault.token.keyword or fault.token.value).partition("=")[0]
    known = [name for argument in fault.argument_collection for name in argument.names if argument.parse]
    return f"Option inconnue : {written}.{_nearest(written, known)}"


def _too_much(fault: RepeatArgumentError | UnusedCliTokensError) -> str:
    if isinstance(fault, RepeatArgumentError):
        return f"{fault.token.keyword} est donné plusieurs fois : gardez-en un."
    return f"En trop : {' '.join(fault.unused_tokens or [])}. Retirez-le."


def _unknown_command(fault: UnknownCommandError) -> str:
    written = (fault.unused_tokens or [""])[0]
    known = [name for name in fault.app or () if not name.startswith("-")]
    return f"Commande inconnue : {written}.{_nearest(written, known)} Commandes : {listed(sorted(known))}."


def _unreadable(fault: CoercionError) -> str:
    written = fault.token.value if fault.token else ""
    target = fault.target_type
    if get_origin(target) is Literal:
        choices = [str(choice) for choice in get_args(target)]
        return f"« {written} » ne convient pas pour {_name(fault)} : choisissez {listed(choices, 'ou')}."
    kind = KINDS.get(target, "une valeur de cette sorte") if target else "une valeur de cette sorte"
    return f"« {written} » ne convient pas pour {_name(fault)} : il y faut {kind}."


def _name(fault: CycloptsError) -> str:
    token = getattr(fault, "token", None)
    if token is not None and token.keyword:
        return str(token.keyword)
    name = getattr(fault, "keyword", None) or (fault.argument.name if fault.argument else "un argument")
    return str(name)


def _of_command(fault: CycloptsError) -> str:
    return f" à « {' '.join(fault.command_chain)} »" if fault.command_chain else ""


def _nearest(written: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(written, known, n=1)
    return f" Vouliez-vous écrire {close[0]} ?" if close else ""
