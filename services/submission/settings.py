"""What this service is told from outside."""

from email.utils import parseaddr
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from services.submission.accounts.openid.provider import Provider, read_providers
from services.submission.notices.message import Messages
from services.submission.notices.smtp import MailServer, Tls
from shared.objects.settings import ObjectSettings
from shared.password_file import read_password
from shared.settings import COMMON, ServiceSettings


class Settings(ObjectSettings, ServiceSettings):
    """Read from ``SUBMISSION_DATABASE_URL``, ``SUBMISSION_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "SUBMISSION_"})

    port: int = Field(default=8001, ge=0, le=65535)
    operations_port: int = Field(default=9001, ge=0, le=65535)
    openid_providers_file: Path | None = None
    """TOML, one ``[[provider]]`` each: who may vouch for people. Without it they sign in by mail alone."""
    privacy_controller: str = "L’équipe nationale du Mois de l’ESS"
    """Who answers for people's data, as the page about it says."""
    privacy_contact: str = ""
    """How it is reached about data of people: an address, of post or of mail."""
    legal_director: str = ""
    """Who answers for what is published, as the legal notice says it."""
    legal_host: str = ""
    """Name, address and telephone of who runs the machines, as the legal notice says it."""
    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=1025, ge=1, le=65535)
    smtp_tls: Tls = "starttls"
    """``starttls`` begins in the clear and goes no further without TLS; ``none`` is for the machine itself."""
    smtp_user: str = ""
    smtp_password_file: Path | None = None
    mail_sender: str = "Mois de l’ESS <ne-pas-repondre@mois-ess.example>"

    @model_validator(mode="after")
    def _mail_can_be_sent(self) -> Self:
        self.mail_server()
        return self

    @model_validator(mode="after")
    def _providers_can_be_used(self) -> Self:
        self.providers()
        return self

    def providers(self) -> tuple[Provider, ...]:
        """Return who may vouch for people; raises ``ValueError`` with a French sentence that names the variable."""
        return read_providers(self.openid_providers_file)

    def mail_server(self) -> MailServer:
        """Return where mails are handed in; raises ``ValueError`` with a French sentence that names the variable."""
        if "@" not in parseaddr(self.mail_sender)[1]:
            raise ValueError("SUBMISSION_MAIL_SENDER : écrivez « Nom <adresse@domaine> ».")
        if bool(self.smtp_user) != (self.smtp_password_file is not None):
            raise ValueError("SUBMISSION_SMTP_USER et SUBMISSION_SMTP_PASSWORD_FILE vont ensemble : donnez les deux.")
        if self.smtp_user and self.smtp_tls == "none":
            raise ValueError(
                "SUBMISSION_SMTP_TLS=none enverrait le mot de passe en clair : choisissez starttls ou tls."
            )
        password = None
        if self.smtp_password_file:
            password = read_password(self.smtp_password_file, variable="SUBMISSION_SMTP_PASSWORD_FILE")
        return MailServer(
            host=self.smtp_host,
            port=self.smtp_port,
            tls=self.smtp_tls,
            user=self.smtp_user or None,
            password=password,
            messages=Messages(sender=self.mail_sender, site_url=self.programme_url),
        )
