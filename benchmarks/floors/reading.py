"""Bare Litestar handlers that read: one indexed query each, and the answer without anything around it."""

import sys
from typing import Any
from uuid import UUID

import msgspec
import uvicorn
from jinja2 import Environment
from litestar import Litestar, MediaType, Request, Response, get
from litestar.params import FromPath

from benchmarks.floors.accept import pooled

TABLE = """
    DROP TABLE IF EXISTS floor_entries;
    CREATE TABLE floor_entries (
        id uuid PRIMARY KEY,
        version bigint NOT NULL,
        region_code text,
        starts_local timestamp NOT NULL,
        title text NOT NULL,
        place text NOT NULL,
        organiser text NOT NULL,
        body jsonb NOT NULL
    );
    CREATE INDEX floor_entries_in_order ON floor_entries (starts_local, id);
    CREATE INDEX floor_entries_by_region ON floor_entries (region_code, starts_local, id);
    """
COLUMNS = "id, version, starts_local, title, place, organiser"
LIST = f"SELECT {COLUMNS} FROM floor_entries ORDER BY starts_local, id LIMIT 50"
LIST_OF_REGION = f"SELECT {COLUMNS} FROM floor_entries WHERE region_code = $1 ORDER BY starts_local, id LIMIT 50"
ONE = f"SELECT {COLUMNS}, body::text FROM floor_entries WHERE id = $1"
TEMPLATES = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
LIST_PAGE = TEMPLATES.from_string(
    """<!doctype html><html lang="fr"><title>Programme</title><ul>
    {% for row in rows %}
    <li><h3><a href="/programme/{{ row.id }}">{{ row.title }}</a></h3>
    <p>{{ row.starts_local }}, <strong>{{ row.place }}</strong></p><p>{{ row.organiser }}</p></li>
    {% endfor %}
    </ul></html>"""
)
ONE_PAGE = TEMPLATES.from_string(
    """<!doctype html><html lang="fr"><title>{{ row.title }}</title><h1>{{ row.title }}</h1>
    <p>{{ row.starts_local }}, {{ row.place }}</p><p>{{ row.organiser }}</p><p>{{ content.description }}</p></html>"""
)


@get("/manifestations")
async def list_entries(request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """Answer 50 rows as JSON."""
    return [dict(row) for row in await _rows(request)]


@get("/")
async def list_page(request: Request[Any, Any, Any]) -> Response[str]:
    """Render 50 rows."""
    return Response(LIST_PAGE.render(rows=await _rows(request)), media_type=MediaType.HTML)


@get("/programme/{entry:uuid}")
async def one_page(request: Request[Any, Any, Any], entry: FromPath[UUID]) -> Response[str]:
    """Render one row, or say that the caller has it."""
    row = await request.app.state.pool.fetchrow(ONE, entry)
    tag = f'"{row["version"]}"'
    if request.headers.get("if-none-match") in {tag, "*"}:
        return Response("", status_code=304, headers={"ETag": tag})
    page = ONE_PAGE.render(row=row, content=msgspec.json.decode(row["body"]))
    return Response(page, media_type=MediaType.HTML, headers={"ETag": tag})


async def _rows(request: Request[Any, Any, Any]) -> list[Any]:
    region = request.query_params.get("region")
    pool = request.app.state.pool
    rows: list[Any] = await (pool.fetch(LIST_OF_REGION, region) if region else pool.fetch(LIST))
    return rows


if __name__ == "__main__":
    application = Litestar(
        [list_entries, list_page, one_page], lifespan=[pooled], openapi_config=None, logging_config=None
    )
    application.state.url = sys.argv[1]
    uvicorn.run(application, port=int(sys.argv[2]), loop="uvloop", http="httptools", log_config=None, access_log=False)
