"""Agendas are for those concerned: whoever is in charge of the event, and the parties of a meeting."""

from services.matchmaking.b2b_events.access import is_in_charge
from services.matchmaking.meetings.rules import Meeting
from shared.errors import NotAllowed
from shared.identity.caller import Caller


def may_read_meeting(caller: Caller, meeting: Meeting) -> bool:
    """Return True for those in charge of the event.

    The two parties may read it too, as soon as an account belongs to a structure: none does yet, so that nobody can be
    recognised as ``meeting.structure_ids``.
    """
    return is_in_charge(caller, meeting.region_code)


def require_reader(caller: Caller, meeting: Meeting) -> None:
    """Raise ``NotAllowed`` for those whom a meeting does not concern."""
    if not may_read_meeting(caller, meeting):
        raise NotAllowed(
            "Un rendez-vous n’est montré qu’à ceux qu’il concerne : connectez-vous avec un compte de la chambre qui "
            "organise la rencontre, ou adressez-vous à elle."
        )
