"""A client that does not give up: the same request with the same key, until it is answered for good."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import uuid4

import httpx

from moisess.demo.platform import Platform
from tests.faults.history import Answer, History

PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.5
ANSWER_SECONDS = 20
SERVER_FAULT = 500
CONFLICT = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """Sends what people send and writes down every answer."""

    platform: Platform
    history: History
    signed_in: Mapping[str, str] | None = None
    """Headers of the organiser's browser, where a person registers and no program."""

    async def send(
        self, method: str, service: str, path: str, body: Any = None, *, version: int | None = None
    ) -> tuple[httpx.Response | None, bool]:
        """Repeat while told to come back; returns the answer, and whether an earlier try may have worked."""
        request = f"{method} {service} {path}"
        person = self.signed_in if service == "submission" else None
        headers = {**(person or self.platform.people.header(service)), "Idempotency-Key": str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        deadline, unsure = monotonic() + PATIENCE_SECONDS, False
        while monotonic() < deadline:
            try:
                response = await self.platform.client.request(
                    method,
                    f"{self.platform.urls[service]}{path}",
                    json=body,
                    headers=headers,
                    timeout=ANSWER_SECONDS,
                )
            except httpx.HTTPError:
                self.history.cut_off += 1
                unsure = True
            else:
                hint = response.headers.get("retry-after")
                self.history.answers.append(Answer(request=request, status=response.status_code, retry_after=hint))
                # A repetition that overtakes its first try is told to come back, too.
                if response.status_code < SERVER_FAULT and not (response.status_code == CONFLICT and hint):
                    return response, unsure
                unsure = True
            await asyncio.sleep(PAUSE_SECONDS)
        self.history.abandoned.append(request)
        return None, unsure
