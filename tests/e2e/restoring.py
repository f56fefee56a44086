"""A platform on a broker of its own, whose services are put back to an earlier state of their databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deploy.local.given import KAFKA, database_variable
from deploy.local.services import Services, wait_until_ready
from moisess.demo.platform import Platform, expect
from shared.contracts.stream import Stream
from tests.support.command import Finished, moisess
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far
from tests.support.postgres import Databases

SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """Backs services up, restores them, and reconciles them as an operator would."""

    services: Services
    platform: Platform
    databases: Databases

    async def back_up(self, *names: str) -> dict[str, str]:
        """Copy the databases of services that are stopped meanwhile; return the address of each copy."""
        await self.stop(names)
        copies = {name: await self.databases.back_up(self.url(name)) for name in names}
        await self.start(names)
        return copies

    async def restore(self, copies: dict[str, str]) -> None:
        """Put the copies in the place of the databases, and let the services run on them."""
        await self.stop(list(copies))
        for name, copy in copies.items():
            await self.databases.restore(self.url(name), copy)
            await self.databases.drop(copy)
        await self.start(list(copies))

    async def reconcile(self, name: str, *options: str) -> Finished:
        return await moisess("reconcile", name, *options, environment=self.environment())

    async def refuses_to_tell(self, name: str) -> None:
        """Wait until the service says why it tells nothing; it is ready for requests all the same."""

        async def said() -> bool:
            running = next(each for each in self.services.running if each.service == name)
            answer = await self.platform.client.get(f"{running.operations_url}/health/ready")
            return answer.is_success and f"moisess reconcile {name}" in answer.text

        await eventually(said, within=SECONDS)

    async def has_caught_up(self) -> None:
        """Wait until no consumer group is behind, as an operator does before he reconciles."""

        async def look() -> bool:
            found = await moisess("groups", "lag", "--fail-over", "0", environment=self.environment())
            return found.code == 0

        await eventually(look, within=SECONDS)

    async def last_told(self, stream: Stream[Any]) -> dict[str, Any]:
        """Return what a topic says of each entity: the state of the highest version."""
        latest: dict[str, Any] = {}
        for record in await records_so_far(self.services.environment[KAFKA], stream.topic):
            event = stream.decode(record.value or b"")
            key, version = stream.key_of(event), stream.version_of(event)
            if key not in latest or stream.version_of(latest[key]) < version:
                latest[key] = event
        return latest

    async def manifestation(self, manifestation_id: str) -> Any:
        answer = await self.platform.get("submission", f"/manifestations/{manifestation_id}")
        return expect(answer, 200)

    async def says_everywhere(self, manifestation_id: str, title: str) -> None:
        """Wait until organiser, chamber and public read this title as what is online."""

        async def look() -> object:
            found = [
                await self.platform.get(*where)
                for where in (
                    ("submission", f"/manifestations/{manifestation_id}"),
                    ("eligibility", f"/dossiers/{manifestation_id}"),
                    ("programme", f"/manifestations/{manifestation_id}"),
                )
            ]
            if not all(answer.is_success for answer in found):
                return False
            organiser, chamber, public = (answer.json() for answer in found)
            titles = {organiser["content"]["title"], public["content"]["title"]}
            return titles == {title} and organiser["status"]["online"] and chamber["verdict"] == "eligible"

        await eventually(look, within=SECONDS)

    def url(self, name: str) -> str:
        return self.services.environment[database_variable(name)]

    def environment(self) -> dict[str, str]:
        return {**self.services.environment, "PROGRAMME_URL": self.services.url("programme")}

    async def stop(self, names: Sequence[str]) -> None:
        for running in [each for each in self.services.running if each.service in names]:
            await asyncio.to_thread(self.services.stop, running)

    async def start(self, names: Sequence[str]) -> None:
        started = [self.services.start(name) for name in names]
        await asyncio.to_thread(wait_until_ready, started)
