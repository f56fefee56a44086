"""Readers see the picture of a manifestation, in the size that fits."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from shared.contracts.details import Image
from shared.objects.store import Objects
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.support import decided, enlist_all

SHA256 = "ab" * 32
FOLDER = f"images/ab/{SHA256}"
ADDRESS = f"http://127.0.0.1:8003/images/{SHA256}"
IMAGE = Image(
    url=f"{ADDRESS}/1200x800.jpg",
    sha256=SHA256,
    width=1200,
    height=800,
    alt="Un grille-pain ouvert",
    credit="Camille R.",
)


@pytest.fixture(autouse=True)
def objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Objects:
    """Give the folder in which the services keep files."""
    monkeypatch.setenv("MEDIA_URL", tmp_path.as_uri())
    return Objects(tmp_path.as_uri())


async def test_a_picture_may_be_kept_for_a_year_and_is_never_what_it_says_it_is_not(
    objects: Objects, site: Site
) -> None:
    await objects.put(f"{FOLDER}/480.webp", b"RIFF....WEBP", media_type="image/webp")
    answer = await site.client.get(f"/images/{SHA256}/480.webp", headers={"Accept": "image/avif,image/webp,*/*;q=0.8"})

    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"RIFF....WEBP", "image/webp")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [f"{SHA256}/960.webp", f"{SHA256}/480.png", f"{SHA256}/..%2F480.webp", "ab/480.webp", f"{'zz' * 32}/480.webp"],
)
async def test_what_is_not_there_is_not_found(objects: Objects, site: Site, path: str) -> None:
    await objects.put(f"{FOLDER}/480.webp", b"RIFF....WEBP", media_type="image/webp")

    assert (await site.client.get(f"/images/{path}")).status_code in {400, 404}


async def test_the_page_shows_it_with_its_words_and_its_credit(site: Site) -> None:
    decision = decided(UUID(int=1), 1)
    assert decision.published is not None
    content = replace(decision.published.content, image=IMAGE)
    await enlist_all(site.database, replace(decision, published=replace(decision.published, content=content)))
    page = (await site.client.get(f"/programme/{UUID(int=1)}", headers=BROWSER)).text

    assert f'srcset="{ADDRESS}/480.webp 480w, {ADDRESS}/960.webp 960w"' in page
    assert f'src="{ADDRESS}/960.jpg"' in page
    assert 'width="1200" height="800" alt="Un grille-pain ouvert"' in page
    assert "Camille R." in page
    assert f'<meta property="og:image" content="{ADDRESS}/960.jpg">' in page
    assert '<meta property="og:image:alt" content="Un grille-pain ouvert">' in page
