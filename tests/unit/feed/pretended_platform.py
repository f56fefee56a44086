"""A submission service and a programme in memory, that can be told to misbehave."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

from shared.instance import HEADER

Misbehaviour = Callable[[httpx.Request], httpx.Response | None]


class PretendedPlatform(httpx.AsyncBaseTransport):
    """Judges by the title: "refus", "attente", "lent" and "invalide" get what they say."""

    def __init__(self) -> None:
        self.registered: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, str] = {}
        self.posts: list[str] = []
        self.looks: Counter[str] = Counter()
        self.misbehave: Misbehaviour = lambda _: None
        self.instance = ""
        self.needs_organiser = False
        self.keys_seen: Counter[str | None] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.keys_seen[request.headers.get("Authorization")] += 1
        if request.method == "POST":
            self.posts.append(request.headers["Idempotency-Key"])
        answer = self.misbehave(request)
        if answer is None:
            answers = {"POST": self._post, "GET": self._get, "HEAD": nothing_here}
            answer = answers[request.method](request)
        answer.request = request
        if self.instance:
            answer.headers[HEADER] = self.instance
        return answer

    def _post(self, request: httpx.Request) -> httpx.Response:
        key, body = request.headers["Idempotency-Key"], json.loads(request.content)
        somewhere = "online_url" in body or "commune_code" in body.get("place", {})
        if "invalide" in body.get("title", "") or not somewhere:
            errors = [
                {"pointer": "/place/commune_code", "code": "required", "message": "Champ manquant.", "value": None},
                {"pointer": "/title", "code": "title", "message": "Titre trop court.", "value": body.get("title")},
            ]
            return problem(422, "Deux champs sont à corriger.", errors)
        if self.needs_organiser and "organiser" not in body:
            error = {"pointer": "/organiser", "code": "required", "message": "Champ manquant.", "value": None}
            return problem(422, "Un champ est à corriger.", [error])
        reference = body.get("external_id")
        manifestation_id = str(uuid5(NAMESPACE_URL, key))
        taken = next((known for known, one in self.registered.items() if one.get("external_id") == reference), None)
        if reference and taken and taken != manifestation_id:
            error = {
                "pointer": "/external_id",
                "code": "external_id_taken",
                "message": f"Voir /manifestations/{taken}.",
            }
            return problem(409, "Votre référence désigne déjà une manifestation.", [error])
        self.registered.setdefault(manifestation_id, body)
        return httpx.Response(201, json={"manifestation_id": manifestation_id})

    def _get(self, request: httpx.Request) -> httpx.Response:
        manifestation_id = request.url.path.rpartition("/")[2]
        if manifestation_id not in self.registered:
            return problem(404, "Aucune manifestation ne correspond.")
        self.looks[manifestation_id] += 1
        title = self.registered[manifestation_id]["title"]
        if request.url.host == "programme.example":
            return httpx.Response(200, json={"url": f"https://programme.example/programme/{manifestation_id}"})
        verdict: str | None = "eligible"
        reasons = [
            {"criterion": "subject", "outcome": "met", "message": "Le sujet convient."},
            {"criterion": "openness", "outcome": "not_met", "message": "Elle n’est pas ouverte à toutes et à tous."},
        ]
        if "refus" in title:
            verdict = "refused"
            reasons.append({"criterion": "organiser", "outcome": "not_met", "message": "La structure a cessé."})
        if "attente" in title:
            verdict = "to_review"
            reasons.append({"criterion": "organiser", "outcome": "unknown", "message": "La forme est à vérifier."})
        if "lent" in title and self.looks[manifestation_id] < 3:
            verdict = None
        status = {"verdict": verdict, "reasons": reasons, "online": verdict == "eligible", "paper": "papier" in title}
        links = {"page": f"https://inscription.example/inscription/{manifestation_id}"}
        region_code = "53" if "place" in self.registered[manifestation_id] else None
        chamber = "CRESS Bretagne" if region_code else "équipe nationale"
        answer = {
            "state": "submitted",
            "region_code": region_code,
            "chamber": chamber,
            "status": status,
            "links": links,
        }
        return httpx.Response(200, json=answer)


def nothing_here(_: httpx.Request) -> httpx.Response:
    return httpx.Response(404)


def problem(
    status: int, detail: str, errors: list[dict[str, Any]] | None = None, *, retry_after: str | None = None
) -> httpx.Response:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return httpx.Response(status, json={"title": "Problème", "detail": detail, "errors": errors or []}, headers=headers)
