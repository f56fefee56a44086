"""What pages of teams and chambers have in common: who is there, who was invited, and the form to invite."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.submission.accounts.teams.rules import Member
from services.submission.teams.invite import Inviter
from services.submission.teams.rules import Invitation
from shared.errors import FieldError
from shared.http.forms import FormState
from shared.http.site import Site
from shared.identity.caller import Caller

INVITATION_PATH = "/invitation"
ANSWER_PATH = "/co-organisation"
FIELDS = ["email"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A team or a chamber as its members see it."""

    address: str
    """Of its page; what is done there is below it."""
    name: str
    members: Sequence[Member]
    waiting: Sequence[Invitation]


def group_view(
    group: Group, *, invited: str = "", value: str = "", errors: Sequence[FieldError] = ()
) -> dict[str, Any]:
    """Return what the page shows; ``invited`` is who was invited just now."""
    return {
        "group": group,
        "invited": invited,
        "fields": FIELDS,
        "form": FormState(values={"email": value}, errors=tuple(errors)),
    }


def inviter(site: Site, caller: Caller) -> Inviter:
    """Return who invites; their mails lead to the page of the invitation."""
    return Inviter(caller=caller, link_to=lambda token: invitation_link(site, token))


def invitation_link(site: Site, token: str) -> str:
    """Return the address that the invited person opens."""
    return site.absolute(f"{INVITATION_PATH}?jeton={token}")


def answer_link(site: Site, token: str) -> str:
    """Return the address that a co-organiser opens."""
    return site.absolute(f"{ANSWER_PATH}?jeton={token}")


def co_organisers_path(manifestation_id: UUID) -> str:
    """Return the page on which co-organisers are asked."""
    return f"/inscription/{manifestation_id}/co-organisateurs"
