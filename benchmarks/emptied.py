"""Tables as they were before the first run, though the topics are not."""

import importlib

from aiokafka import TopicPartition

from shared.kafka.cluster import Cluster
from shared.kafka.history import history
from shared.kafka.marks import Marks
from shared.kafka.store import save_marks
from shared.outbox.numbered import relay_group
from shared.postgres.database import Database

EMPTY = """
    DO $$
    DECLARE tables text;
    BEGIN
        SELECT string_agg(format('%I', tablename), ', ') INTO tables
        FROM pg_tables
        WHERE schemaname = 'public'
            AND tablename NOT IN (
                'schema_migrations', 'applied_offsets', 'session_signing_keys', 'secrets',
                'register_turns', 'audit_head', 'ties'
            )
            AND tablename NOT LIKE '%account%'
            AND tablename NOT LIKE '%edition%'
            AND tablename NOT LIKE 'known_%'
            AND tablename NOT LIKE 'print_snapshot%';
        EXECUTE 'TRUNCATE ' || tables || ' CASCADE';
    END $$
    """


async def advance_relay_marks(service: str, *, database_url: str, bootstrap_servers: str) -> None:
    """Move the marks of a service's own topics to their ends: its relay then takes what they bear for its own."""
    database = Database(database_url, max_size=1)
    for numbered in importlib.import_module(f"services.{service}.reconcile").numbered_streams(""):
        topic = numbered.stream.topic
        async with history(Cluster(bootstrap_servers), topic, client_id="benchmarks") as past:
            ends = {TopicPartition(topic, number): end for number, end in (await past.ends()).items()}
        async with database.transaction() as tx:
            await save_marks(tx, Marks(group=relay_group(service), next_offsets=ends, topic_id=past.topic_id))
    await database.close()
