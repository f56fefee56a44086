"""The fixtures of ``tests/support``, and nothing else; a folder that needs no server takes none of them."""

from tests.support.browser import browser
from tests.support.kafka import (
    bootstrap_servers,
    kafka_admin,
    kafka_producer,
    unique_group,
    unique_stream,
    unique_topic,
)
from tests.support.objects import s3
from tests.support.openid import issuers
from tests.support.postgres import databases, fresh_database, open_database
from tests.support.private_servers import private_kafka, private_postgres
from tests.support.run_folder import run_folder
from tests.support.secured_kafka import secured_kafka
from tests.support.servers import pytest_terminal_summary, servers
from tests.support.service import database, database_url, make_key
from tests.support.whole import whole_environment

__all__ = [
    "bootstrap_servers",
    "browser",
    "database",
    "database_url",
    "databases",
    "fresh_database",
    "issuers",
    "kafka_admin",
    "kafka_producer",
    "make_key",
    "open_database",
    "private_kafka",
    "private_postgres",
    "pytest_terminal_summary",
    "run_folder",
    "s3",
    "secured_kafka",
    "servers",
    "unique_group",
    "unique_stream",
    "unique_topic",
    "whole_environment",
]
