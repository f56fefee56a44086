"""The doors to files that were sent."""

from uuid import UUID, uuid4

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.store.files import insert_import
from services.submission.imports.store.rows import write_read
from shared.identity.caller import Caller
from tests.security.rights.asking import Door, Request, Scene, numbers
from tests.security.rights.people import account_of

PAGE = {"Accept": "text/html"}
UPLOAD = {"files": {"file": ("feuille.csv", b"Titre;Commune\nBal;Rennes\n")}}


async def waiting(scene: Scene) -> tuple[UUID, str]:
    """Write a file of the organiser that was read and waits for somebody to look; return its id and name."""
    import_id, name = uuid4(), f"feuille-{next(numbers)}.csv"
    async with scene.database.transaction() as tx:
        account_id = await account_of(scene, tx)
        caller = Caller(account_id=str(account_id), role="organiser", region_code=None, name="")
        await insert_import(
            tx,
            import_id,
            caller=caller,
            file_name=name,
            content=b"Titre\nBal\n",
            address=None,
            options=Defaults(),
            send=False,
        )
        await write_read(tx, import_id, rows=[], notes=[], found=[], shape="forme")
    return import_id, name


def of_import(method: str, route: str, *, shows: bool = False, page: bool = False, **sent: object) -> Door:
    """Return a door to one file."""

    async def prepare(scene: Scene) -> Request:
        import_id, name = await waiting(scene)
        path = route.replace("{import_id}", str(import_id))
        return Request(path=path, shows=name if shows else "", headers=PAGE if page else {}, sent=sent)

    return Door(method=method, route=route, prepare=prepare)


async def upload(_: Scene) -> Request:
    return Request(path="/imports", sent=UPLOAD)


async def upload_by_form(_: Scene) -> Request:
    return Request(path="/importer", sent=UPLOAD, headers=PAGE)


async def list_files(scene: Scene) -> Request:
    _, name = await waiting(scene)
    return Request(path="/importer", shows=name, headers=PAGE)


DOORS = [
    Door(method="POST", route="/imports", prepare=upload),
    of_import("GET", "/imports/{import_id}", shows=True),
    of_import("GET", "/imports/{import_id}/rows"),
    of_import("POST", "/imports/{import_id}/sending"),
    Door(method="GET", route="/importer", prepare=list_files),
    Door(method="POST", route="/importer", prepare=upload_by_form),
    of_import("GET", "/importer/{import_id}", shows=True, page=True),
    of_import("POST", "/importer/{import_id}/colonnes", page=True, data={"c0": "title"}),
    of_import("POST", "/importer/{import_id}/inscrire", page=True),
    of_import("GET", "/importer/{import_id}/rapport.csv"),
    of_import("GET", "/importer/{import_id}/rapport.xlsx"),
]
