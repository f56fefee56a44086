"""zstd and gzip: for what anybody may read alone."""

import re
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from litestar import Litestar, Response, get

from shared.http.application import create_litestar
from shared.http.compression import best_coding
from shared.postgres.database import Database
from tests.unit.http.sample import NOBODY_LISTENS, TEMPLATES, client_of, limits, show_form, site

PUBLIC = {"Cache-Control": "public, no-cache", "ETag": '"1"'}
TEXT = "Mois de l’ESS " * 200


@get("/long")
async def long() -> Response[str]:
    return Response(TEXT, media_type="text/html", headers=PUBLIC)


@get("/feed")
async def feed() -> Response[str]:
    return Response(TEXT, media_type="application/atom+xml", headers=PUBLIC)


@get("/points")
async def points() -> Response[str]:
    return Response(TEXT, media_type="application/geo+json", headers=PUBLIC)


@get("/short")
async def short() -> Response[str]:
    return Response("ESS", media_type="text/html", headers=PUBLIC)


@get("/own")
async def own() -> Response[str]:
    return Response(TEXT, media_type="text/html", headers={"Cache-Control": "private, no-cache"})


def app() -> Litestar:
    database = Database(NOBODY_LISTENS)
    return create_litestar(
        site=site(),
        title="Échantillon",
        database=database,
        checks={},
        limits=limits(),
        route_handlers=[long, feed, points, short, own, show_form],
        templates=[TEMPLATES],
    )


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    async with client_of(app()) as client:
        yield client


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, deflate, br, zstd", "zstd"), ("gzip", "gzip")])
async def test_a_public_answer_is_compressed_and_its_tag_names_no_bytes(
    client: AsyncClient, accepted: str, coding: str
) -> None:
    answer = await client.get("/long", headers={"Accept-Encoding": accepted})
    head = await client.head("/long", headers={"Accept-Encoding": accepted})

    assert answer.text == TEXT
    assert (answer.headers["content-encoding"], answer.headers["etag"]) == (coding, 'W/"1"')
    assert int(answer.headers["content-length"]) < len(TEXT) / 10
    assert head.headers["content-length"] == answer.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "accepted"), [("/long", "identity"), ("/long", "gzip;q=0"), ("/long", ""), ("/short", "gzip")]
)
async def test_who_cannot_read_it_and_what_is_short_is_left_as_it_is(
    client: AsyncClient, path: str, accepted: str
) -> None:
    answer = await client.get(path, headers={"Accept-Encoding": accepted})

    assert "content-encoding" not in answer.headers
    assert answer.headers["etag"] == '"1"'


async def test_what_one_caller_alone_may_read_is_never_compressed(client: AsyncClient) -> None:
    own_answer = await client.get("/own", headers={"Accept-Encoding": "gzip"})
    with_form = await client.get("/inscription", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in own_answer.headers
    assert "content-encoding" not in with_form.headers
    assert len(with_form.content) > 1024


@pytest.mark.parametrize("path", ["/feed", "/points"])
async def test_text_for_programs_is_compressed_whatever_it_is_called(client: AsyncClient, path: str) -> None:
    assert (await client.get(path, headers={"Accept": "*/*"})).headers["content-encoding"] == "zstd"


async def test_the_style_sheet_is_compressed(client: AsyncClient) -> None:
    page = (await client.get("/inscription")).text
    [address] = re.findall(r'href="(/assets/[^"]+site\.css)"', page)

    assert (await client.get(address)).headers["content-encoding"] == "zstd"


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.8", "gzip"),
        ("gzip, zstd", "zstd"),
        ("zstd;q=0, gzip", "gzip"),
        ("*", "zstd"),
        ("*;q=0", None),
        ("gzip; q=0.0, zstd;q=0, *", None),
        ("br", None),
        ("gzip;q=1.0", "gzip"),
        ("x-gzipped, zstandard", None),
    ],
)
def test_codings_are_read_with_their_weights(header: str, coding: str | None) -> None:
    assert best_coding(header) == coding
