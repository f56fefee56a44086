"""A letter as a message: text and HTML of one source."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.submission.notices.rules.letter import Letter
from shared.clock import at_present

TEMPLATES = Path(__file__).parent / "templates"


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        # By the name's ending: what is no HTML must not be escaped.
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Makes messages in the name of one sender."""

    sender: str
    """``Mois de l’ESS <ne-pas-repondre@…>``."""
    site_url: str
    """Public address of the site, at the foot of each mail."""
    _templates: Environment = field(default_factory=_templates, init=False)

    @property
    def domain(self) -> str:
        """Return the sender's domain, which our identifiers of messages end with."""
        return parseaddr(self.sender)[1].rpartition("@")[2]

    def make(self, letter: Letter, *, to: str, mail_id: UUID, decline: str = "") -> EmailMessage:
        """Return the message; raises ``ValueError`` where the address is none that a header can hold.

        ``decline`` is where mails of its kind are declined, by one click too (RFC 8058); none of its kind can be
        declined where it is empty.
        """
        name, sender = parseaddr(self.sender)
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(display_name=name, addr_spec=sender)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = " ".join(letter.subject.split())
        message["Date"] = format_datetime(at_present())
        message["Message-ID"] = f"<{mail_id}@{self.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "fr"
        if decline:
            message["List-Unsubscribe"] = f"<{decline}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        context = {"letter": letter, "site_url": self.site_url, "decline": decline}
        message.set_content(self._templates.get_template("courriel.txt").render(context))
        message.add_alternative(self._templates.get_template("courriel.html").render(context), subtype="html")
        return message
