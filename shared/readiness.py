"""Whether the loops of a process do their work, as ``/health/ready`` says it."""

from shared.editions.store import list_versions
from shared.http.health import Check, Degraded, NotReady
from shared.kafka.consumers import Consumers
from shared.outbox.backlog import Backlog
from shared.outbox.relay import Relay
from shared.postgres.database import Database

STUCK_SECONDS = 30


def editions_check(database: Database) -> Check:
    """Return the check that an edition is known: without any there is nothing to show, and nothing to register for."""

    async def check() -> None:
        async with database.transaction(readonly=True) as tx:
            if not await list_versions(tx):
                raise NotReady("aucune édition connue : submission n’en a pas encore annoncé")

    return check


def consumers_check(consumers: Consumers) -> Check:
    """Return the check that every consumer is at work."""

    async def check() -> None:
        if faults := consumers.faults():
            raise NotReady(" ; ".join(faults))
        if notes := consumers.notes():
            raise Degraded(" ; ".join(notes))

    return check


def relay_check(relay: Relay, backlog: Backlog, *, takes_requests: bool) -> Check:
    """Return the check that what is to be told is told; a process that takes requests stays open to them."""

    async def check() -> None:
        if relay.contradicted:
            # Degraded for workers as well: they must hear again what a restore lost before it can be reconciled.
            raise Degraded(
                "rien n’est annoncé : les topics du service contiennent ce que sa base ne connaît pas, comme après une "
                f"restauration (voir « moisess reconcile {relay.service} »)"
            )
        if relay.refused:
            raise Degraded(relay.refused) if takes_requests else NotReady(relay.refused)
        if backlog.stuck_seconds > STUCK_SECONDS:
            detail = (
                f"le premier message à envoyer attend depuis {backlog.stuck_seconds:.0f} s : Kafka ne répond pas "
                "ou refuse les envois (voir « relay_interrupted » dans les journaux)"
            )
            # What is registered meanwhile is kept and told later, so that the doors stay open.
            raise Degraded(detail) if takes_requests else NotReady(detail)
        if backlog.refused:
            raise Degraded(
                f"messages trop grands pour leur topic, mis de côté : {backlog.refused} (moisess outbox list)"
            )

    return check
