"""A stand-in for the API Recherche d'entreprises: ``GET /search``, with fictitious organisations only."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from deploy.local.register.answers import EVERYTHING, foundation_answer, unit_answer
from deploy.local.register.incidents import BY_NAME, Incident, Incidents, UnknownIncident
from deploy.local.register.organisations import Organisation, find, find_foundations

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

Search = Callable[[dict[str, str]], dict[str, Any]]

SHORTEST_QUERY = 3
MOST_PER_PAGE = 25
PER_PAGE = 10


def create_app() -> Callable[[Mapping[str, Any], Receive, Send], Awaitable[None]]:
    """Return the ASGI application."""
    incidents = Incidents()

    async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        parameters = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
        match scope["path"], scope["method"]:
            case "/search", "GET" | "HEAD":
                await _answer(parameters, incidents, receive, send, search=search)
            case "/fondation", "GET" | "HEAD":
                await _answer(parameters, incidents, receive, send, search=search_foundations)
            case "/incident", "PUT":
                await _tell(parameters, incidents, send)
            case _:
                await _send(send, 404, {"detail": "Not Found"})

    return application


async def _answer(
    parameters: dict[str, str], incidents: Incidents, receive: Receive, send: Send, *, search: Search
) -> None:
    query = parameters.get("q")
    number = (query or "").replace(" ", "")
    incident = incidents.for_number(number)
    if incident and incident.after_seconds and await _hung_up(receive, within=incident.after_seconds):
        return
    if incident and incident.status:
        await _send_incident(send, incident)
        return
    fault = fault_of(parameters)
    if fault:
        await _send(send, 400, {"erreur": fault})
        return
    await _send(send, 200, search(parameters))


async def _tell(parameters: dict[str, str], incidents: Incidents, send: Send) -> None:
    """Have every answer go wrong as the question says, or none: the one address that the real register has not."""
    try:
        incidents.tell(parameters)
    except (UnknownIncident, ValueError) as error:
        await _send(send, 400, {"erreur": f"Incident inconnu : {error}. Ceux qui le sont : {', '.join(BY_NAME)}."})
        return
    await _send(send, 200, {"incident": parameters.get("incident") or None})


def fault_of(parameters: dict[str, str]) -> str | None:
    """Return why the question is refused, in the real register's words."""
    query = parameters.get("q")
    if query is None and not parameters.get("id_uai"):
        return "Veuillez indiquer au moins un paramètre de recherche."
    if query is not None and len(query) < SHORTEST_QUERY and not parameters.get("id_uai"):
        return "3 caractères minimum pour les termes de la requête (ou utilisez au moins un filtre)"
    for name, most in (("page", 1000), ("per_page", MOST_PER_PAGE)):
        text = parameters.get(name, "1")
        if not text.isdecimal():
            return f"Veuillez indiquer un paramètre `{name}` entier."
        if not 1 <= int(text) <= most:
            default = PER_PAGE if name == "per_page" else 1
            return f"Veuillez indiquer un paramètre `{name}` entre `1` et `{most}`, par défaut `{default}`."
    return None


def search(parameters: dict[str, str]) -> dict[str, Any]:
    """Answer a question that has no fault."""
    query = parameters.get("q")
    number = (query or "").replace(" ", "")
    include: tuple[str, ...] = EVERYTHING
    if parameters.get("minimal", "").lower() == "true":
        include = tuple(part.strip().lower() for part in parameters.get("include", "").split(",") if part.strip())
    found = find(
        query=query,
        uai=parameters.get("id_uai"),
        postcode=parameters.get("code_postal"),
        state=parameters.get("etat_administratif"),
    )
    units = [unit_answer(unit, siret=_matching(unit, number, parameters), include=include) for unit in found]
    return _page(parameters, units)


def search_foundations(parameters: dict[str, str]) -> dict[str, Any]:
    """Answer a question to the register of foundations: a number, or words of a name."""
    return _page(parameters, [foundation_answer(each) for each in find_foundations(parameters.get("q", ""))])


def _page(parameters: dict[str, str], results: list[dict[str, Any]]) -> dict[str, Any]:
    page, per_page = int(parameters.get("page", 1)), int(parameters.get("per_page", PER_PAGE))
    return {
        "results": results[(page - 1) * per_page : page * per_page],
        "total_results": len(results),
        "page": page,
        "per_page": per_page,
        "total_pages": -(-len(results) // per_page),
    }


def _matching(unit: Organisation, number: str, parameters: dict[str, str]) -> str | None:
    """Return the establishment that the question is about, None where it is about the whole unit."""
    if number.isdecimal() and len(number) == len(unit.siret):
        return number
    return unit.other_siret if unit.other_uai and unit.other_uai == parameters.get("id_uai", "").upper() else None


async def _hung_up(receive: Receive, *, within: float) -> bool:
    """Wait, but not for somebody who has gone; the first message is the (empty) body."""
    try:
        async with asyncio.timeout(within):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


async def _send(send: Send, status: int, content: object) -> None:
    await _send_incident(send, Incident(status=status, body=msgspec.json.encode(content)))


async def _send_incident(send: Send, incident: Incident) -> None:
    length = [] if incident.length is None else [(b"content-length", b"%d" % incident.length)]
    headers = [(b"content-type", incident.content_type), *length, *incident.headers]
    await send({"type": "http.response.start", "status": incident.status, "headers": headers})
    await send({"type": "http.response.body", "body": incident.body})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


app = create_app()
