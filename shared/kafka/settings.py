"""How a process reaches Kafka, as its environment says it; what is missing or wrong is named with the way out."""

import ssl
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.kafka.cluster import Cluster, SaslMechanism, SecurityProtocol
from shared.password_file import read_password


class KafkaSettings(BaseSettings):
    """The same variables for every service and every command; one process speaks as one user."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", secrets_dir=None)

    kafka_bootstrap_servers: str = Field(validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    kafka_security_protocol: SecurityProtocol = Field(default="PLAINTEXT", validation_alias="KAFKA_SECURITY_PROTOCOL")
    kafka_sasl_mechanism: SaslMechanism = Field(default="SCRAM-SHA-512", validation_alias="KAFKA_SASL_MECHANISM")
    kafka_username: str = Field(default="", validation_alias="KAFKA_USERNAME")
    kafka_password: SecretStr = Field(default=SecretStr(""), validation_alias="KAFKA_PASSWORD")
    kafka_password_file: Path | None = Field(default=None, validation_alias="KAFKA_PASSWORD_FILE")
    kafka_ca_file: Path | None = Field(default=None, validation_alias="KAFKA_CA_FILE")
    """Certificates that the broker's must come from; without it, those that the system trusts."""
    kafka_client_certificate_file: Path | None = Field(default=None, validation_alias="KAFKA_CLIENT_CERTIFICATE_FILE")
    kafka_client_key_file: Path | None = Field(default=None, validation_alias="KAFKA_CLIENT_KEY_FILE")

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        self.cluster()
        return self

    def cluster(self) -> Cluster:
        """Read the files that are named; raises ``ValueError`` with a French sentence that names the variable."""
        protocol = self.kafka_security_protocol
        uses_sasl, uses_tls = protocol.startswith("SASL_"), protocol.endswith("SSL")
        self._refuse_contradictions(uses_sasl=uses_sasl, uses_tls=uses_tls)
        return Cluster(
            self.kafka_bootstrap_servers,
            security_protocol=protocol,
            sasl_mechanism=self.kafka_sasl_mechanism,
            username=self.kafka_username,
            password=self._password() if uses_sasl else "",
            ssl_context=self._ssl_context() if uses_tls else None,
        )

    def _refuse_contradictions(self, *, uses_sasl: bool, uses_tls: bool) -> None:
        named_user = self.kafka_username or self.kafka_password.get_secret_value() or self.kafka_password_file
        named_files = self.kafka_ca_file or self.kafka_client_certificate_file or self.kafka_client_key_file
        if uses_sasl and not self.kafka_username:
            raise ValueError(
                f"KAFKA_USERNAME n’est pas renseignée, et KAFKA_SECURITY_PROTOCOL={self.kafka_security_protocol} "
                "demande un utilisateur : donnez son nom."
            )
        # What is silently not used would be believed to protect.
        if named_user and not uses_sasl:
            raise ValueError(
                f"KAFKA_USERNAME ou KAFKA_PASSWORD est renseignée, mais KAFKA_SECURITY_PROTOCOL="
                f"{self.kafka_security_protocol} n’identifie personne : choisissez SASL_SSL ou SASL_PLAINTEXT."
            )
        if named_files and not uses_tls:
            raise ValueError(
                "KAFKA_CA_FILE ou KAFKA_CLIENT_CERTIFICATE_FILE est renseignée, mais KAFKA_SECURITY_PROTOCOL="
                f"{self.kafka_security_protocol} ne chiffre pas : choisissez SSL ou SASL_SSL."
            )
        if bool(self.kafka_client_certificate_file) != bool(self.kafka_client_key_file):
            raise ValueError(
                "KAFKA_CLIENT_CERTIFICATE_FILE et KAFKA_CLIENT_KEY_FILE vont ensemble : donnez les deux, ou aucune."
            )

    def _password(self) -> str:
        password, file = self.kafka_password.get_secret_value(), self.kafka_password_file
        if bool(password) == bool(file):
            raise ValueError(
                "KAFKA_PASSWORD et KAFKA_PASSWORD_FILE : renseignez l’une des deux, et une seule, pour l’utilisateur "
                f"« {self.kafka_username} »."
            )
        if file is None:
            return password
        return read_password(file, variable="KAFKA_PASSWORD_FILE")

    def _ssl_context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self.kafka_ca_file)
        except OSError as error:
            raise ValueError(
                f"KAFKA_CA_FILE : {self.kafka_ca_file} n’est pas un fichier de certificats lisible ({error})."
            ) from error
        if self.kafka_client_certificate_file is not None:
            try:
                context.load_cert_chain(self.kafka_client_certificate_file, self.kafka_client_key_file)
            except OSError as error:
                raise ValueError(
                    "KAFKA_CLIENT_CERTIFICATE_FILE et KAFKA_CLIENT_KEY_FILE ne donnent pas un certificat et sa clé : "
                    f"{error}."
                ) from error
        return context
