"""The door for programs that read editions: what is open, until when, and who is in charge where."""

from typing import Any

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import FromPath

from services.submission.editions.answers import EditionAnswer, EditionsAnswer, edition_answer
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.revalidated import revalidated

OK = 200
EXAMPLE: dict[str, Any] = {
    "year": 2026,
    "version": 4,
    "state": "open",
    "first_day": "2026-11-01",
    "last_day": "2026-11-30",
    "registration_opens_at": None,
    "registration_closes_at": "2026-11-15T23:00:00Z",
    "regions": [
        {
            "region_code": "53",
            "name": "Bretagne",
            "in_charge": "CRESS Bretagne",
            "contact": "bretagne@cress.exemple.fr",
            "paper_cut_off": "2026-09-12T18:00:00",
            "time_zone": "Europe/Paris",
        },
        {
            "region_code": "975",
            "name": "Saint-Pierre-et-Miquelon",
            "in_charge": "équipe nationale",
            "contact": "equipe@mois-ess.exemple.fr",
            "paper_cut_off": None,
            "time_zone": "America/Miquelon",
        },
    ],
    "themes": [{"slug": "engagement-citoyen", "label": "Engagement citoyen", "links_to_ess": True}],
    "formats": [{"slug": "atelier", "label": "Atelier"}],
    "refusal_grounds": [
        {
            "slug": "season",
            "label": "Hors saison",
            "sentence": "La manifestation n’a pas lieu pendant le Mois de l’ESS.",
        }
    ],
    "changed_at": "2026-06-01T08:00:00Z",
}


def _described(answer: type, description: str, example: dict[str, Any]) -> ResponseSpec:
    return ResponseSpec(
        answer, generate_examples=False, description=description, examples=[Example(id="edition", value=example)]
    )


@get("/editions", responses={OK: _described(EditionsAnswer, "The editions, the latest first.", {"items": [EXAMPLE]})})
async def list_editions(request: Exchange, editions: NamedDependency[Editions]) -> Response[bytes]:
    """List the editions that are open or archived; one in preparation is nobody's yet."""
    items = tuple(edition_answer(editions.shown(year)) for year in editions.shown_years)
    return revalidated(request, msgspec.json.encode(EditionsAnswer(items=items)), MediaType.JSON)


@get("/editions/{year:int}", responses={OK: _described(EditionAnswer, "The edition.", EXAMPLE)})
async def read_edition(request: Exchange, year: FromPath[int], editions: NamedDependency[Editions]) -> Response[bytes]:
    """Show one edition; 404 for one that is in preparation, or that there never was."""
    return revalidated(request, msgspec.json.encode(edition_answer(editions.shown(year))), MediaType.JSON)
