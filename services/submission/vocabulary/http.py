"""The door for programs that look up the words and places to describe a manifestation with."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from services.submission.vocabulary.answers import CommuneAnswer, WordAnswer, commune_answer
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.editions.rules import format_labels, theme_labels
from shared.errors import FieldError, FieldsRefused
from shared.geography import communes_of_postcode, find_commune, search_communes, successor_of

Year = Annotated[
    int | None, QueryParameter(ge=2000, le=2999, description="Year of an edition; the open one without it.")
]
KEPT_A_DAY = {"Cache-Control": "public, max-age=86400"}
KEPT_A_MINUTE = {"Cache-Control": "public, max-age=60"}
MOST_COMMUNES = 50


@get("/themes")
async def list_themes(editions: NamedDependency[Editions], edition: Year = None) -> Response[list[WordAnswer]]:
    """List the themes that a manifestation may have, in the open edition or in the one that is named."""
    words = theme_labels(_edition(editions, edition))
    return Response([WordAnswer(slug=slug, label=label) for slug, label in words.items()], headers=KEPT_A_MINUTE)


@get("/formats")
async def list_formats(editions: NamedDependency[Editions], edition: Year = None) -> Response[list[WordAnswer]]:
    """List the formats that a manifestation may have, in the open edition or in the one that is named."""
    words = format_labels(_edition(editions, edition))
    return Response([WordAnswer(slug=slug, label=label) for slug, label in words.items()], headers=KEPT_A_MINUTE)


@get("/communes")
async def list_communes(
    postcode: FromQuery[str | None] = None, q: FromQuery[str | None] = None
) -> Response[list[CommuneAnswer]]:
    """Find communes by postcode, or by the beginning of their name or an INSEE code; the most populous first.

    The code of a commune that was merged finds the one of today.
    """
    if postcode:
        found = communes_of_postcode(postcode.strip())
    elif q and (asked := q.strip()[:100]):
        coded = find_commune(asked.upper()) or successor_of(asked.upper())
        found = (coded,) if coded else search_communes(asked, limit=MOST_COMMUNES)
    else:
        raise FieldsRefused(
            "Dites quelle commune vous cherchez.",
            errors=[
                FieldError(
                    pointer="/postcode",
                    code="required",
                    message="Donnez « postcode », par exemple ?postcode=44000, ou « q », par exemple ?q=nantes.",
                )
            ],
        )
    return Response([commune_answer(commune) for commune in found], headers=KEPT_A_DAY)


def _edition(editions: Editions, year: int | None) -> EditionChanged:
    return editions.present if year is None else editions.shown(year)
