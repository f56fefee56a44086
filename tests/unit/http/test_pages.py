import re
import struct
from html.parser import HTMLParser

from httpx import AsyncClient

from shared.http.assets import load_assets
from shared.http.forms import FormState
from shared.http.pages import Pages
from shared.identity.caller import Caller
from tests.unit.http.sample import AT, BASE, TEMPLATES, site

HOSTILE = '"><script>alert(1)</script>'
VISITOR = Caller(account_id="01234567", role="organiser", region_code=None, name="Ressourcerie du Canal")


class Outline(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute)) is not None]


async def faulty_page(client: AsyncClient) -> str:
    response = await client.post(
        "/inscription", data={"title": HOSTILE, "format": "sport", "starts_at": "demain", "place.postcode": ""}
    )
    assert response.status_code == 422
    return response.text


async def test_a_refused_form_comes_back_filled_in_with_each_fault_at_its_field(client: AsyncClient) -> None:
    outline = Outline(await faulty_page(client))

    (title,) = [attributes for tag, attributes in outline.tags if attributes.get("name") == "title"]
    (postcode,) = [attributes for tag, attributes in outline.tags if attributes.get("name") == "place.postcode"]
    assert title["value"] == HOSTILE
    assert "aria-invalid" not in title
    assert postcode["aria-invalid"] == "true"
    assert postcode["aria-describedby"] == "champ-place-postcode-erreur"


async def test_every_fault_in_the_summary_leads_to_its_field(client: AsyncClient) -> None:
    text = await faulty_page(client)
    outline = Outline(text)

    targets = {href[1:] for href in outline.values("href") if href.startswith("#champ-")}
    assert targets == {"champ-format", "champ-place-postcode", "champ-starts_at"}
    assert targets <= set(outline.values("id"))
    assert "3\u00a0points à corriger" in text


async def test_what_describes_a_field_exists_and_ids_are_unique(client: AsyncClient) -> None:
    outline = Outline(await faulty_page(client))

    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    assert {name for value in outline.values("aria-describedby") for name in value.split()} <= set(ids)
    assert set(outline.values("for")) <= set(ids)


async def test_what_people_write_is_never_markup(client: AsyncClient) -> None:
    text = await faulty_page(client)

    assert "<script" not in text
    assert "un &lt;b&gt;" in text


async def test_pages_have_no_inline_style_or_script_and_nothing_from_elsewhere(client: AsyncClient) -> None:
    for text in (await faulty_page(client), (await client.get("/inscription")).text):
        outline = Outline(text)
        assert outline.values("style") == []
        assert not [tag for tag, _ in outline.tags if tag in {"script", "style", "iframe"}]
        assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
        loaded = [*outline.values("src"), *(a["href"] for t, a in outline.tags if t == "link")]
        assert loaded
        assert all(address and address.startswith("/assets/") for address in loaded)


async def test_assets_are_kept_for_a_year_under_a_name_that_changes_with_them(client: AsyncClient) -> None:
    page = (await client.get("/inscription")).text
    (address,) = re.findall(r'href="(/assets/[^"]+site\.css)"', page)

    current = await client.get(address)
    other = await client.get("/assets/000000000000/site.css")

    assert current.headers["content-type"] == "text/css; charset=utf-8"
    assert current.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert other.headers["cache-control"] == "no-cache"


def test_pictures_and_fonts_that_the_sheet_names_are_there_and_none_that_it_does_not() -> None:
    files = load_assets().files
    named = set(re.findall(r'url\("([^"]+)"\)', files["site.css"][0].decode()))

    assert {"band.svg", "ronde.svg"} <= named <= files.keys()
    assert {name for name in files if name.endswith(".woff2")} <= named


async def test_a_page_that_is_shared_has_a_picture_of_the_size_that_it_says(client: AsyncClient) -> None:
    page = (await client.get("/inscription")).text
    said = dict(re.findall(r'<meta property="og:image(:\w+)?" content="([^"]+)">', page))
    picture = await client.get(said[""])

    assert said[""].startswith(f"{BASE}/assets/")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content[12:24] == b"IHDR" + struct.pack(">II", int(said[":width"]), int(said[":height"]))
    assert said[":alt"]


async def test_a_page_preloads_its_fonts(client: AsyncClient) -> None:
    page = (await client.get("/inscription")).text
    fonts = re.findall(r'<link rel="preload" href="([^"]+)" as="font" type="font/woff2" crossorigin>', page)

    answers = [await client.get(address) for address in fonts]

    assert [(200, "font/woff2"), (200, "font/woff2")] == [
        (answer.status_code, answer.headers["content-type"]) for answer in answers
    ]


def test_the_menu_marks_the_page_at_hand_and_leads_to_the_other_services() -> None:
    text = Pages(site(), [TEMPLATES]).render("sample.html", form=FormState(), at=AT)

    (current,) = [attributes for _, attributes in Outline(text).tags if attributes.get("aria-current")]
    assert current["href"] == "http://127.0.0.1:8001/inscription"
    assert 'href="http://127.0.0.1:8003/"' in text


def test_the_header_shows_who_is_signed_in_with_the_way_out() -> None:
    text = Pages(site(), [TEMPLATES]).render("sample.html", form=FormState(), at=AT, visitor=VISITOR)

    assert "Ressourcerie du Canal" in text
    assert 'action="http://127.0.0.1:8001/deconnexion"' in text


def test_the_header_says_nothing_to_somebody_unknown() -> None:
    text = Pages(site(), [TEMPLATES]).render("sample.html", form=FormState(), at=AT)

    assert 'action="http://127.0.0.1:8001/deconnexion"' not in text
