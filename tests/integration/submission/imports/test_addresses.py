"""A file is fetched from an address of the open internet, and from nowhere else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from services.submission.imports.download import Downloads, is_public
from services.submission.imports.errors import AddressRefused
from services.submission.imports.sent_file import LARGEST_FILE
from tests.integration.submission.imports.conftest import NEAR, Import, line, sheet
from tests.support.service import Client, bearer

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bal\r\nDESCRIPTION:On danse et on rit ensemble.\r\n"
    b"LOCATION:La Halle\\, 3 rue des Essais\\, 35000 Rennes\r\nDTSTART;TZID=Europe/Paris:20261114T180000\r\n"
    b"DTEND;TZID=Europe/Paris:20261114T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
ANSWERS = {
    "/agenda.ics": (200, CALENDAR, None),
    "/feuille": (200, sheet(line("Atelier vélo")), None),
    "/perdu": (404, b"", None),
    "/ailleurs": (302, b"", "/agenda.ics"),
    "/en-rond": (302, b"", "/en-rond"),
    "/vers-le-nuage": (302, b"", "http://169.254.169.254/latest/meta-data"),
    "/vers-un-fichier": (302, b"", "file:///etc/passwd"),
    "/immense": (200, b"a" * (LARGEST_FILE + 1), None),
}


class Answering(BaseHTTPRequestHandler):
    """Answers as a site does."""

    def do_GET(self) -> None:
        status, body, location = ANSWERS[self.path]
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web_site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/agenda.ics", "/ailleurs"])
async def test_a_calendar_is_fetched_where_it_is_and_where_that_leads(
    bring_from: Import, web_site: str, path: str
) -> None:
    organiser = {"organiser_name": "La Filature", "siren": "999900087", "openness": "open_to_all", "themes": "culture"}
    done = await bring_from(f"{web_site}{path}", email="contact@filature.example", **organiser)

    assert ("sent", ["registered"]) == (done.answer["state"], done.outcomes)
    assert path.removeprefix("/") == done.answer["file_name"]


async def test_a_file_and_an_address_are_one_too_many_and_neither_is_too_little(client: Client, key: str) -> None:
    both = {"address": "https://exemple.fr/agenda.ics"}
    sent = await client.post("/imports", files={"file": ("a.csv", sheet(line("Bal")))}, data=both, headers=bearer(key))
    nothing = await client.post("/imports", data={"send": "true"}, headers=bearer(key))
    elsewhere = await client.post("/imports", data={"address": "ftp://exemple.fr/a.csv"}, headers=bearer(key))

    assert ["both_given"] == [each["code"] for each in sent.json()["errors"]]
    assert ["/file"] == [each["pointer"] for each in nothing.json()["errors"]]
    assert ["/address"] == [each["pointer"] for each in elsewhere.json()["errors"]]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/perdu", "le site répond 404"),
        ("/en-rond", "renvoie plus de 3 fois"),
        ("/vers-le-nuage", "n’est pas celle d’un site public"),
        ("/vers-un-fichier", "écrivez une adresse entière"),
        ("/immense", "plus de 10 Mo"),
    ],
)
async def test_what_cannot_be_fetched_says_why(bring_from: Import, web_site: str, path: str, says: str) -> None:
    done = await bring_from(f"{web_site}{path}")

    assert "refused" == done.answer["state"]
    assert says in done.answer["refusal"].replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/a.csv", "http://localhost/a.csv", "http://[::1]/a.csv", "http://10.1.2.3/a.csv"),
        *("http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/"),
        *("https://127.0.0.1:8443/a.csv", "http://192.0.2.1:25/a.csv"),
    ],
)
async def test_nothing_of_our_own_network_is_asked(address: str) -> None:
    with pytest.raises(AddressRefused, match="n’est pas celle d’un site public"):
        await Downloads().fetch(address)


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "0.0.0.0"),  # noqa: S104
        *("::1", "fc00::1", "fe80::1", "::ffff:10.0.0.1", "2002:7f00:1::"),
    ],
)
def test_what_is_not_of_the_open_internet_is_not_public(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_what_is_of_the_open_internet_is_public(ip: str) -> None:
    assert is_public(ip_address(ip))


async def test_a_site_that_is_not_there_is_said_to_be_silent(web_site: str) -> None:
    port = int(web_site.rpartition(":")[2])
    with pytest.raises(AddressRefused, match="ne répond pas"):
        await NEAR.fetch(f"https://127.0.0.1:{port}/agenda.ics")
