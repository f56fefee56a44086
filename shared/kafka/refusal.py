"""Why no client can be opened, where the broker answers: aiokafka (0.14) says only that it could not connect."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka.conn import collect_hosts, create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from shared.kafka.cluster import Cluster

ASK_MS = 5_000


class AccessRefused(KafkaError):
    """The broker answers and does not let this process in; the message is French and names what to look at."""

    def __str__(self) -> str:
        """Return the sentence alone, without the class that the client's own errors put before theirs."""
        return str(self.args[0])


@asynccontextmanager
async def explained(cluster: Cluster) -> AsyncIterator[None]:
    """Start a client within; raises ``AccessRefused`` in place of ``KafkaConnectionError`` where that is the reason."""
    try:
        yield
    except KafkaConnectionError as error:
        if sentence := await why_refused(cluster):
            raise AccessRefused(sentence) from error
        raise


async def why_refused(cluster: Cluster) -> str | None:
    """Ask each broker once more; None where none answers, or one lets us in."""
    for host, port, _ in collect_hosts(cluster.bootstrap_servers):
        if sentence := await _why(cluster, host, port):
            return sentence
    return None


async def _why(cluster: Cluster, host: str, port: int) -> str | None:
    arguments = cluster.arguments()
    del arguments["bootstrap_servers"]
    try:
        connection = await create_conn(host, port, request_timeout_ms=ASK_MS, **arguments)
    except (OSError, TimeoutError, KafkaError) as error:
        sentence = _sentence(error, cluster)
    else:
        try:
            await connection.send(MetadataRequest([]))
        except (KafkaError, TimeoutError) as error:
            # What is asked before it is known who asks makes a broker that wants to know close the connection.
            sentence = _sentence(error, cluster)
        else:
            sentence = None
        finally:
            connection.close()
    return f"Le courtier {host}:{port} {sentence}" if sentence else None


def _sentence(error: Exception, cluster: Cluster) -> str | None:
    match error:
        case AuthenticationFailedError() | SaslAuthenticationFailed():
            return (
                f"refuse l’utilisateur « {cluster.username} » : vérifiez KAFKA_USERNAME, KAFKA_PASSWORD ou "
                "KAFKA_PASSWORD_FILE, et que cet utilisateur existe (« moisess topics users »)."
            )
        case UnsupportedSaslMechanismError():
            return f"n’accepte pas {cluster.sasl_mechanism} : vérifiez KAFKA_SASL_MECHANISM."
        case IllegalSaslStateError():
            return "n’identifie personne à cette adresse : vérifiez KAFKA_SECURITY_PROTOCOL et le port."
        case ssl.SSLError():
            return (
                f"ne s’accorde pas sur TLS ({error.reason}) : vérifiez KAFKA_SECURITY_PROTOCOL, le port, "
                "KAFKA_CA_FILE, et les fichiers du certificat client s’il en demande un."
            )
        case KafkaConnectionError():
            return (
                "ferme la connexion : il attend sans doute autre chose que KAFKA_SECURITY_PROTOCOL="
                f"{cluster.security_protocol}."
            )
        case _:
            return None
