"""The doors to co-organisers: who asks them, and the page that the mail leads to."""

from uuid import UUID

from services.submission.manifestations.find import manifestation_with
from services.submission.teams.co_organisers.ask import ask_co_organiser
from shared.clock import at_present
from shared.identity.caller import Caller
from tests.security.rights.asking import Door, Request, Scene, numbers, once
from tests.security.rights.people import account_of
from tests.support.submission import registration_body

PAGE = {"Accept": "text/html"}
NAME = "La Maison des associations"


async def registered(scene: Scene) -> str:
    """Register one of the organiser that names somebody beside it."""
    body = registration_body(title=f"À plusieurs, numéro {next(numbers)}", co_organisers=[{"name": NAME}])
    answer = await scene.client.post("/manifestations", json=body, headers={**once(), **scene.of("organiser")})
    async with scene.database.transaction() as tx:
        await account_of(scene, tx)
    return str(answer.json()["manifestation_id"])


async def show(scene: Scene) -> Request:
    return Request(path=f"/inscription/{await registered(scene)}/co-organisateurs", headers=PAGE)


async def ask(scene: Scene) -> Request:
    # One mailbox is asked so often and no more.
    said = {"name": NAME, "email": f"maison-{next(numbers)}@exemple.fr"}
    path = f"/inscription/{await registered(scene)}/co-organisateurs"
    return Request(path=path, headers=PAGE, sent={"data": said})


def answer(method: str) -> Door:
    async def prepare(scene: Scene) -> Request:
        manifestation_id, tokens = await registered(scene), list[str]()

        def link_to(token: str) -> str:
            tokens.append(token)
            return token

        async with scene.database.transaction() as tx:
            account_id = await account_of(scene, tx)
            asked = await manifestation_with(tx, UUID(manifestation_id))
            assert asked is not None
            await ask_co_organiser(
                tx,
                asked,
                NAME,
                email=f"maison-{next(numbers)}@exemple.fr",
                caller=Caller(account_id=str(account_id), role="organiser", region_code=None, name=""),
                link_to=link_to,
                now=at_present(),
            )
        if method == "GET":
            return Request(path=f"/co-organisation?jeton={tokens[0]}", headers=PAGE)
        return Request(path="/co-organisation", headers=PAGE, sent={"data": {"jeton": tokens[0], "reponse": "oui"}})

    return Door(method=method, route="/co-organisation", prepare=prepare)


DOORS = [
    Door(method="GET", route="/inscription/{manifestation_id}/co-organisateurs", prepare=show),
    Door(method="POST", route="/inscription/{manifestation_id}/co-organisateurs", prepare=ask, by="session"),
    answer("GET"),
    answer("POST"),
]
