"""From the one field to the mail, and from the mail to one's own list."""

import re
from pathlib import Path

from services.submission.jobs import jobs
from services.submission.settings import Settings
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.support.mails import mail_server_in
from tests.support.service import Client, without_broker


async def test_whoever_asks_with_an_address_is_signed_in_by_the_mail_that_comes_to_it(
    client: Client, database: Database, database_url: str, tmp_path: Path
) -> None:
    asked = await send(
        client, "/connexion", {"address": " Marie@Exemple.fr ", "suite": "http://127.0.0.1:8001/mes-manifestations"}
    )
    async with mail_server_in(tmp_path) as server:
        settings = without_broker(Settings, database_url).model_copy(
            update={"smtp_port": server.port, "smtp_tls": "none"}
        )
        worker = Worker(database=database, handlers=jobs(settings), service="submission")
        while await worker.run_one():
            pass
        [mail] = server.mails
    [address] = re.findall(r"http://127\.0\.0\.1:8001(/connexion/lien\?jeton=\S+)", mail.part("plain"))

    page = await visit(client, address)
    signed_in = await client.post("/connexion/lien", data=page.values, headers=BROWSER, follow_redirects=False)
    mine = await visit(client, "/mes-manifestations")

    assert "Marie@Exemple.fr" in asked.text
    assert (mail.to, mail.subject) == ("Marie@Exemple.fr", "Votre lien de connexion au Mois de l’ESS")
    assert signed_in.headers["location"] == "http://127.0.0.1:8001/mes-manifestations"
    assert "Vous n’avez encore rien inscrit" in mine.text


async def test_a_fault_in_the_address_keeps_where_one_was_going(client: Client) -> None:
    page = await send(client, "/connexion", {"address": "x", "suite": "http://127.0.0.1:8003/"})

    assert page.status == 422
    assert page.values.items() >= {"address": "x", "suite": "http://127.0.0.1:8003/"}.items()
