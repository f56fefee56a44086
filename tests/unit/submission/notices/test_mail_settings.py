"""Where mails are handed in is checked when the service starts."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from services.submission.settings import Settings
from tests.support.service import without_broker

NOWHERE = "postgresql://nobody@127.0.0.1:9/none"


def settings(**given: Any) -> Settings:
    base = without_broker(Settings, NOWHERE)
    return Settings.model_validate({**base.model_dump(by_alias=True), **given})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mail_sender": "Mois de l’ESS"}, "SUBMISSION_MAIL_SENDER"),
        ({"smtp_user": "mois-ess"}, "vont ensemble"),
        ({"smtp_user": "mois-ess", "smtp_tls": "none", "smtp_password_file": Path("/nowhere")}, "en clair"),
        ({"smtp_user": "mois-ess", "smtp_password_file": Path("/nowhere")}, "SUBMISSION_SMTP_PASSWORD_FILE"),
    ],
)
def test_what_cannot_send_mail_is_said_in_a_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        settings(**given)


def test_the_password_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("fictitious\n", encoding="utf-8")

    server = settings(smtp_user="mois-ess", smtp_password_file=file, smtp_host="smtp.example").mail_server()

    assert ("smtp.example", "mois-ess", "fictitious", "starttls") == (
        server.host,
        server.user,
        server.password,
        server.tls,
    )
