"""Passwords of users that sign in with SCRAM, set on a broker; aiokafka (0.14) has no such request.

The broker gets a salted hash (RFC 5802), never the password.
"""

import hashlib
import secrets
from collections.abc import Mapping

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import CompactArray, CompactBytes, CompactString, Int8, Int16, Int32, Schema, TaggedFields

from deploy.kafka.administration import TopicsRefused, reason

ALTER_USER_SCRAM_CREDENTIALS = 51
SCRAM_SHA_512 = 2
ITERATIONS = 8192
SALT_BYTES = 24


class AlterCredentialsResponseV0(Response):
    """What became of each user."""

    API_KEY = ALTER_USER_SCRAM_CREDENTIALS
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "results",
            CompactArray(
                ("user", CompactString("utf-8")),
                ("error_code", Int16),
                ("error_message", CompactString("utf-8")),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class AlterCredentialsRequestV0(RequestStruct):
    """Sets salted hashes, and removes some."""

    API_KEY = ALTER_USER_SCRAM_CREDENTIALS
    API_VERSION = 0
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = AlterCredentialsResponseV0
    SCHEMA = Schema(
        (
            "deletions",
            CompactArray(("name", CompactString("utf-8")), ("mechanism", Int8), ("tags", TaggedFields)),
        ),
        (
            "upsertions",
            CompactArray(
                ("name", CompactString("utf-8")),
                ("mechanism", Int8),
                ("iterations", Int32),
                ("salt", CompactBytes),
                ("salted_password", CompactBytes),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class AlterCredentials(Request[AlterCredentialsRequestV0]):
    """Sets the passwords of users, who are made where they do not exist."""

    API_KEY = ALTER_USER_SCRAM_CREDENTIALS

    def __init__(self, passwords: Mapping[str, str]) -> None:
        """Take the passwords by user."""
        self._passwords = passwords

    def build(self, request_struct_class: type[AlterCredentialsRequestV0]) -> AlterCredentialsRequestV0:
        """Return the request, with a fresh salt for each."""
        return request_struct_class([], [_salted(*each) for each in self._passwords.items()], {})


async def set_passwords(admin: AIOKafkaAdminClient, passwords: Mapping[str, str]) -> None:
    """Set the passwords (SCRAM-SHA-512) of users; raises ``TopicsRefused`` where the broker does not take one.

    Connections that are open stay so.
    """
    if not passwords:
        return
    response = await admin._send_request(AlterCredentials(passwords))  # noqa: SLF001
    for answer in response.to_object()["results"]:
        if answer["error_code"]:
            raise TopicsRefused(f"Kafka refuse le mot de passe de « {answer['user']} » : {reason(answer)}")


def _salted(user: str, password: str) -> tuple[str, int, int, bytes, bytes, dict[int, bytes]]:
    salt = secrets.token_bytes(SALT_BYTES)
    hashed = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
    return user, SCRAM_SHA_512, ITERATIONS, salt, hashed, {}
