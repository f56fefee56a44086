"""A browser without scripts: what a page says, and what its form would send."""

from html.parser import HTMLParser
from typing import Any

from httpx import Response

from tests.support.service import Client

BROWSER = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
FIELDS = {"input", "select", "textarea"}


class Page(HTMLParser):
    """The text, the links and the fields of a page."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.path = answer.url.path
        self.words: list[str] = []
        self.links: list[str] = []
        self.values: dict[str, Any] = {}
        self.options: dict[str, list[str]] = {}
        self.buttons: dict[str, list[str]] = {}
        self._inside = False
        self._open: str | None = None
        self.feed(answer.text)

    @property
    def text(self) -> str:
        """Return what is read, all spaces alike."""
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name")
        if tag == "main":
            self._inside = True
        if not self._inside:
            return
        if tag == "a" and known.get("href"):
            self.links.append(str(known["href"]))
        if tag == "button" and name:
            self.buttons.setdefault(name, []).append(known.get("value") or "")
        if tag == "option" and self._open:
            self.options.setdefault(self._open, []).append(known.get("value") or "")
            if "selected" in known:
                self.values[self._open] = known.get("value")
        if tag in FIELDS and name:
            self._field(tag, name, known)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"
        if tag in {"select", "textarea"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open in self.values and self._open not in self.options:
            self.values[self._open] = f"{self.values[self._open]}{data}"
        elif self._inside:
            self.words.append(data)

    def _field(self, tag: str, name: str, known: dict[str, str | None]) -> None:
        if known.get("type") == "checkbox":
            self.values.setdefault(name, [])
            self.values[name] += [known["value"]] if "checked" in known else []
        elif known.get("type") == "radio":
            if "checked" in known:
                self.values[name] = known["value"]
        elif tag == "input":
            self.values[name] = known.get("value") or ""
        else:
            self._open = name
            if tag == "textarea":
                self.values[name] = ""
            else:
                self.options[name] = []


async def visit(client: Client, address: str) -> Page:
    """Open a page, wherever it leads."""
    return Page(await client.get(address, headers=BROWSER, follow_redirects=True))


async def send(client: Client, address: str, fields: dict[str, Any]) -> Page:
    """Send a form, and follow where it leads."""
    return Page(await client.post(address, data=fields, headers=BROWSER, follow_redirects=True))
