"""The doors of submission to teams, chambers, invitations and one's own data."""

from uuid import UUID, uuid4

from services.submission.accounts.keys import issue_key
from services.submission.accounts.programs import add_program
from services.submission.notices.reminders import reminders_of
from services.submission.teams.store import insert_invitation, list_invitations
from shared.identity.keys import digest
from shared.postgres.database import Tx
from tests.security.rights.asking import By, Door, Request, Scene, numbers, simple
from tests.support.people import holder

PAGE = {"Accept": "text/html"}
ADDRESS = {"email": "personne@exemple.fr"}
# Tests let services know accounts as if they had heard of them; here they are to be there.
KNOWN = (
    """
    INSERT INTO accounts (account_id, version, email, valid_after)
    SELECT account_id, version, account_id || '@exemple.fr', valid_after FROM known_accounts
    ON CONFLICT (account_id) DO UPDATE SET email = coalesce(accounts.email, excluded.email)
    """,
    """
    INSERT INTO account_roles (account_id, role, region_code)
    SELECT account_id, held->>'role', held->>'region_code'
    FROM known_accounts, jsonb_array_elements(roles) AS held
    WHERE held->>'role' <> 'organiser'
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO account_keys (key_id, account_id, secret_sha256, name, scope)
    SELECT held.key, account_id, decode(held.value->>'secret_sha256', 'hex'), 'Clé d’essai', held.value->>'scope'
    FROM known_accounts, jsonb_each(keys) AS held
    ON CONFLICT DO NOTHING
    """,
)


async def account_of(scene: Scene, tx: Tx, caller: str = "organiser") -> UUID:
    """Make sure that everybody has an account, and return the one of a caller."""
    for statement in KNOWN:
        await tx.execute(statement)
    return (await holder(scene.database, scene.keys[caller])).account_id


async def team_of(scene: Scene, tx: Tx) -> UUID:
    """Make a team of the organiser alone."""
    account_id, team_id = await account_of(scene, tx), uuid4()
    await tx.execute("INSERT INTO teams (team_id, name) VALUES ($1, $2)", team_id, f"Équipe {next(numbers)}")
    await tx.execute("INSERT INTO team_members (team_id, account_id) VALUES ($1, $2)", team_id, account_id)
    return team_id


def of_team(method: str, after: str = "", *, by: By = "key", **fields: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        async with scene.database.transaction() as tx:
            team_id = await team_of(scene, tx)
            path = f"/equipes/{team_id}{after}"
            if "{invitation_id}" in after:
                await _invited(scene, tx, team_id, "collegue@exemple.fr")
                [invitation] = await list_invitations(tx, team_id=team_id)
                path = path.replace("{invitation_id}", str(invitation.invitation_id))
        return Request(path=path, headers=PAGE, sent={"data": fields} if method == "POST" else {})

    return Door(method=method, route=f"/equipes/{{team_id}}{after}", prepare=prepare, by=by)


async def _invited(scene: Scene, tx: Tx, team_id: UUID, email: str) -> str:
    token, by = f"jeton-{next(numbers)}", await account_of(scene, tx)
    into = {"team_id": team_id, "region_code": None, "manifestation_id": None}
    await insert_invitation(tx, digest(token), email=email, label="Équipe", invited_by=by, **into)  # type: ignore[arg-type]
    return token


def invitation(method: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        async with scene.database.transaction() as tx:
            team_id, invited = await team_of(scene, tx), await account_of(scene, tx, "another organiser")
            token = await _invited(scene, tx, team_id, f"{invited}@exemple.fr")
        if method == "GET":
            return Request(path=f"/invitation?jeton={token}", headers=PAGE)
        return Request(path="/invitation", headers=PAGE, sent={"data": {"jeton": token}})

    return Door(method=method, route="/invitation", prepare=prepare, by="session")


async def chamber(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        await account_of(scene, tx)
    return Request(path="/chambre", headers=PAGE)


async def chamber_invites(scene: Scene) -> Request:
    return Request(path=f"{(await chamber(scene)).path}/inviter", headers=PAGE, sent={"data": ADDRESS})


async def chamber_takes_back(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        into = {"team_id": None, "region_code": "53", "manifestation_id": None}
        by = await account_of(scene, tx, "chamber")
        token = digest(f"jeton-{next(numbers)}")
        await insert_invitation(tx, token, email="collegue@exemple.fr", label="CRESS", invited_by=by, **into)  # type: ignore[arg-type]
        waiting = await list_invitations(tx, region_code="53")
    path = f"/chambre/invitations/{waiting[-1].invitation_id}/annuler"
    return Request(path=path, headers=PAGE)


def reminders(method: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        async with scene.database.transaction() as tx:
            token = await reminders_of(tx, await account_of(scene, tx))
        # What is chosen again and again is to be wanted, or there would be no link any more.
        sent = {"data": {"rappels": "oui"}} if method == "POST" else {}
        return Request(path=f"/courriels/rappels?jeton={token}", headers=PAGE, sent=sent)

    return Door(method=method, route="/courriels/rappels", prepare=prepare)


async def renamed(scene: Scene) -> Request:
    async with scene.database.transaction() as tx:
        await account_of(scene, tx)
    return Request(path="/compte", headers=PAGE, sent={"data": {"name": "Camille"}})


def own(method: str, after: str = "", **fields: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        async with scene.database.transaction() as tx:
            await account_of(scene, tx)
        sent = {"data": fields} if method == "POST" else {}
        return Request(path=f"/compte/{after}", headers=PAGE, sent=sent)

    return Door(method=method, route=f"/compte/{after}", prepare=prepare)


def of_keys(method: str, after: str = "", *, program: bool = False, **fields: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        async with scene.database.transaction() as tx:
            account_id = await account_of(scene, tx)
            if program:
                account_id = await add_program(tx, f"Agenda {next(numbers)}")
            path = f"{f'/gestion/programmes/{account_id}/cles' if program else '/compte/cles'}{after}"
            if "{key_id}" in after:
                # One account holds so many at most.
                await tx.execute("UPDATE account_keys SET revoked_at = now() WHERE name = 'Agenda'")
                text = await issue_key(tx, account_id, name="Agenda")
                path = path.replace("{key_id}", text.split("_")[1])
        return Request(path=path, headers=PAGE, sent={"data": fields} if method == "POST" else {})

    base = "/gestion/programmes/{account_id}/cles" if program else "/compte/cles"
    return Door(method=method, route=f"{base}{after}", prepare=prepare, by="session")


def keys_doors(*, program: bool) -> list[Door]:
    """Return the doors to the keys of the organiser, or of a program; what is replaced stays open meanwhile."""
    return [
        of_keys("GET", program=program),
        of_keys("POST", program=program, name="Agenda", scope="read"),
        of_keys("POST", "/{key_id}/remplacer", program=program),
        of_keys("POST", "/{key_id}/revoquer", program=program),
    ]


DOORS = [
    simple("GET", "/connexion/openid/{name}", "/connexion/openid/inconnu"),
    simple("GET", "/connexion/openid/{name}/retour", "/connexion/openid/inconnu/retour"),
    simple("GET", "/equipes"),
    of_team("GET"),
    of_team("POST", "/inviter", by="session", **ADDRESS),
    of_team("POST", "/invitations/{invitation_id}/annuler"),
    of_team("POST", "/quitter"),
    Door(method="GET", route="/chambre", prepare=chamber),
    Door(method="POST", route="/chambre/inviter", prepare=chamber_invites, by="session"),
    Door(method="POST", route="/chambre/invitations/{invitation_id}/annuler", prepare=chamber_takes_back),
    invitation("GET"),
    invitation("POST"),
    own("GET", "donnees"),
    own("GET", "donnees/copie"),
    own("GET", "effacer"),
    own("POST", "effacer", certain="1"),
    simple("GET", "/confidentialite"),
    simple("GET", "/mentions-legales"),
    simple("GET", "/accessibilite"),
    reminders("GET"),
    reminders("POST"),
    Door(method="POST", route="/compte", prepare=renamed, by="session"),
    *keys_doors(program=False),
    *keys_doors(program=True),
    simple("GET", "/gestion/programmes", by="session"),
    simple("POST", "/gestion/programmes", by="session", data={"name": "Agenda de la ville"}),
]
