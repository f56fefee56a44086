"""Where a Kafka cluster is, and as whom this process speaks to it: the one place that knows what clients ask for."""

from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any, Literal

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]

SASL = {"SCRAM-SHA-512": SASLScram512, "SCRAM-SHA-256": SASLScram256, "PLAIN": SASLPlaintext}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Handed to whatever opens a connection; with an address alone it speaks in the clear, as nobody."""

    bootstrap_servers: str
    """``host:port``, several with commas between them."""
    security_protocol: SecurityProtocol = "PLAINTEXT"
    sasl_mechanism: SaslMechanism = "SCRAM-SHA-512"
    username: str = ""
    password: str = field(default="", repr=False)
    ssl_context: SSLContext | None = field(default=None, repr=False)

    @property
    def uses_sasl(self) -> bool:
        """True where the broker asks for a name and a password."""
        return self.security_protocol.startswith("SASL_")

    def arguments(self) -> dict[str, Any]:
        """Return what every client of aiokafka takes, to be spread into its call."""
        given: dict[str, Any] = {
            "bootstrap_servers": self.bootstrap_servers,
            "security_protocol": self.security_protocol,
        }
        if self.ssl_context is not None:
            given["ssl_context"] = self.ssl_context
        if self.uses_sasl:
            given |= {
                "sasl_mechanism": self.sasl_mechanism,
                "sasl_plain_username": self.username,
                "sasl_plain_password": self.password,
            }
        return given

    def broker_security(self) -> BaseSecurity:
        """Return the same as FastStream wants to have it."""
        if self.uses_sasl:
            return SASL[self.sasl_mechanism](
                username=self.username,
                password=self.password,
                ssl_context=self.ssl_context,
                use_ssl=self.ssl_context is not None,
            )
        return BaseSecurity(ssl_context=self.ssl_context, use_ssl=self.ssl_context is not None)
