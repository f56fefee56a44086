"""The door for copies of a selection: tables for people, points for maps, OpenAgenda's shape for other agendas."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.openapi import ResponseSpec

from services.programme.feeds.http.asked import Selected, file_name, selected
from services.programme.feeds.rules import geojson, openagenda
from services.programme.feeds.rules.table import header, table_rows
from services.programme.listings.answers import page_address
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.rules.addresses import (
    MOST_EXPORTED_DATES,
    SELECTED_CSV,
    SELECTED_GEOJSON,
    SELECTED_OPENAGENDA,
    SELECTED_XLSX,
)
from shared.editions.editions import Editions
from shared.http.accept import SERVED
from shared.http.exchange import Exchange
from shared.http.query_operation import query_operation
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database
from shared.spreadsheets.csv_table import CSV, to_csv
from shared.spreadsheets.workbook import XLSX, to_xlsx

JSON: Final = "application/json"
OPERATION = query_operation(FilterQuery)


async def provide_chosen(
    request: Exchange,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    now: NamedDependency[datetime],
) -> Selected:
    """Read the filters and find the dates, for every face alike."""
    return await selected(request, database=database, editions=editions, now=now, most=MOST_EXPORTED_DATES)


CHOSEN = {"chosen": Provide(provide_chosen)}


def _answered(media_type: str, description: str) -> ResponseSpec:
    return ResponseSpec(bytes, generate_examples=False, description=description, media_type=media_type)


@get(
    SELECTED_CSV,
    media_type=CSV,
    operation_class=OPERATION,
    dependencies=CHOSEN,
    responses={200: _answered(CSV, "A row per date.")},
    opt={SERVED: (CSV,)},
)
async def export_csv(
    request: Exchange, chosen: NamedDependency[Selected], site: NamedDependency[Site]
) -> Response[bytes]:
    """Give a selection as a table for spreadsheets: UTF-8 with a mark, semicolons, no cell that is a formula.

    The filters are those of `GET /manifestations`; 422 where they find more than ten thousand dates. The last columns
    are the questions of the edition whose answers are public.
    """
    return await _copy(request, chosen, CSV, "csv", lambda: _as_csv(*_table(site, chosen)))


@get(
    SELECTED_XLSX,
    media_type=XLSX,
    operation_class=OPERATION,
    dependencies=CHOSEN,
    responses={200: _answered(XLSX, "A workbook of one sheet, a row per date.")},
    opt={SERVED: (XLSX,)},
)
async def export_xlsx(
    request: Exchange, chosen: NamedDependency[Selected], site: NamedDependency[Site]
) -> Response[bytes]:
    """Give a selection as a workbook; otherwise as the CSV file."""
    return await _copy(request, chosen, XLSX, "xlsx", lambda: to_xlsx("Programme", *_table(site, chosen)))


@get(
    SELECTED_GEOJSON,
    media_type=geojson.MEDIA_TYPE,
    operation_class=OPERATION,
    dependencies=CHOSEN,
    responses={200: _answered(geojson.MEDIA_TYPE, "A FeatureCollection (RFC 7946), a feature per date.")},
    opt={SERVED: (geojson.MEDIA_TYPE, JSON)},
)
async def export_geojson(
    request: Exchange, chosen: NamedDependency[Selected], site: NamedDependency[Site]
) -> Response[bytes]:
    """Give a selection for maps; a point whose `precision` is `commune` is the middle of it.

    What is nowhere, online mostly, is a feature without a geometry.
    """
    return await _copy(
        request,
        chosen,
        geojson.MEDIA_TYPE,
        "geojson",
        lambda: msgspec.json.encode(geojson.feature_collection(chosen.dates, _pages(site, chosen))),
    )


@get(
    SELECTED_OPENAGENDA,
    operation_class=OPERATION,
    dependencies=CHOSEN,
    responses={200: _answered(JSON, "`total` and `events`, as OpenAgenda's API (v2) lists them.")},
    opt={SERVED: (JSON,)},
)
async def export_openagenda(
    request: Exchange, chosen: NamedDependency[Selected], site: NamedDependency[Site]
) -> Response[bytes]:
    """Give a selection as OpenAgenda gives events: one per manifestation, its selected dates as `timings`.

    Public answers to the questions of the edition stand beside the other fields, under the names of the questions
    (`extra_` before one that OpenAgenda has itself).
    """
    pages = {each.listing.manifestation_id: page_address(site, each.listing.manifestation_id) for each in chosen.dates}
    return await _copy(
        request,
        chosen,
        JSON,
        "json",
        lambda: msgspec.json.encode(openagenda.events(chosen.edition, chosen.dates, pages)),
    )


async def _copy(
    request: Exchange, chosen: Selected, media_type: str, extension: str, made: Callable[[], bytes]
) -> Response[bytes]:
    # Ten thousand rows take seconds to write.
    body = await asyncio.to_thread(made)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(chosen.edition, extension)}"'}
    return revalidated(request, body, media_type, headers=headers)


def _as_csv(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    return to_csv([titles, *rows])


def _table(site: Site, chosen: Selected) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    return header(chosen.edition), table_rows(chosen.edition, chosen.dates, _pages(site, chosen))


def _pages(site: Site, chosen: Selected) -> list[str]:
    return [page_address(site, each.listing.manifestation_id) for each in chosen.dates]
