"""Conditions of searching the register."""

from shared.errors import Unavailable


class RegisterBusy(Unavailable):
    """The public register is silent, or dossiers are waiting for it already."""

    code = "registre-indisponible"
    title = "Le registre public ne répond pas"
