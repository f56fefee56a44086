"""Use case: teams are founded, joined and left; every service hears it with the account."""

from uuid import UUID, uuid4

from services.submission.accounts.teams import store
from services.submission.accounts.teams.errors import TeamUnknown
from services.submission.accounts.teams.rules import SIREN_DIGITS, Member, Team, numbers_of
from services.submission.accounts.telling import tell_account
from shared.contracts.content import Organiser
from shared.postgres.database import Tx


async def found_team(tx: Tx, account_id: UUID, organiser: Organiser) -> UUID:
    """Make a team for a structure, the account its only member, or return the one that the account is in."""
    numbers = numbers_of(organiser)
    if known := await store.find_team_by_number(tx, account_id, numbers):
        return known
    kind, number = numbers[0] if numbers else (None, None)
    team = Team(team_id=uuid4(), name=organiser.name, identifier_kind=kind, identifier=number, proven_at=None)
    await store.insert_team(tx, team)
    await join(tx, team.team_id, account_id)
    return team.team_id


async def join(tx: Tx, team_id: UUID, account_id: UUID) -> bool:
    """Add an account to a team; False where it is in it."""
    await store.lock_team(tx, team_id)
    if not await store.insert_member(tx, team_id, account_id):
        return False
    await tell_account(tx, account_id)
    return True


async def part(tx: Tx, team_id: UUID, account_id: UUID) -> None:
    """Take an account out of a team; whether that may be, ``members_left`` has told under the lock of the team."""
    if await store.delete_member(tx, team_id, account_id):
        await tell_account(tx, account_id)


async def team_for(tx: Tx, account_id: UUID, organiser: Organiser) -> UUID | None:
    """Return the team of the account that goes by a number of this structure."""
    return await store.find_team_by_number(tx, account_id, numbers_of(organiser))


async def belongs_to_others(tx: Tx, account_id: UUID, organiser: Organiser) -> bool:
    """Tell whether the structure has a team that is proven its own, and the account is not in it.

    A team that only says so keeps nobody from speaking for the structure.
    """
    return await store.has_proven_team_without(tx, account_id, numbers_of(organiser))


async def team_of(tx: Tx, team_id: UUID, account_id: UUID) -> Team:
    """Return a team of which the account is a member; raises ``TeamUnknown``."""
    found = await store.find_team(tx, team_id, of=account_id)
    if found is None:
        raise TeamUnknown
    return found


async def teams_of(tx: Tx, account_id: UUID) -> list[Team]:
    """List the teams of an account."""
    return await store.list_teams(tx, account_id)


async def members_of(tx: Tx, team_id: UUID) -> list[Member]:
    """List the members of a team."""
    return await store.list_members(tx, team_id)


async def members_left(tx: Tx, team_id: UUID, account_id: UUID) -> int:
    """Return how many others are in the team, and keep them from leaving until the transaction ends."""
    await store.lock_team(tx, team_id)
    return len([member for member in await store.list_members(tx, team_id) if member.account_id != account_id])


async def prove_structure(tx: Tx, account_id: UUID, siret: str) -> None:
    """Believe that the account's team of this structure is its own: a provider has said for whom the person works.

    Nobody joins a team by that: a town has thousands of employees.
    """
    if team_id := await store.find_team_by_number(tx, account_id, [("siren", siret[:SIREN_DIGITS])]):
        await store.prove_team(tx, team_id)
