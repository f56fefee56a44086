"""Use case: rebuild a table from its topic while it is read and written, and put it in its place at one instant."""

from typing import TypeVar

from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.rebuild.projection import Projection
from shared.rebuild.published import open_published
from shared.rebuild.run import Progress, Rebuilt, Run
from shared.rebuild.session import connected, shadowed

T = TypeVar("T")


async def rebuild(
    projection: Projection[T],
    *,
    database_url: str,
    cluster: Cluster,
    edition: int,
    swap: bool = False,
    explained_only: bool = False,
    progress: Progress = lambda _read, _total: None,
) -> Rebuilt:
    """Rebuild one table; without ``swap`` it is compared only.

    To remove a row by its word, the topic must still have what was said of ``edition``, the one at hand. Raises
    ``RebuildRefused``, and the errors of database and broker.
    """
    topic = projection.subscription.stream.topic
    async with (
        connected(database_url) as connection,
        shadowed(connection, projection, database_url) as shadow,
        history(cluster, topic, client_id="moisess-rebuild") as past,
        open_published(connection, projection.tells if swap else None, cluster) as published,
    ):
        run = Run(
            projection=projection,
            connection=connection,
            shadow=shadow,
            past=past,
            published=published,
            edition=edition,
            progress=progress,
        )
        await run.approach()
        return await run.finish(swap=swap, explained_only=explained_only)
