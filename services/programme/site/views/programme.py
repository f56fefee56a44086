"""The list as its page shows it, with all that stands around it."""

from collections.abc import Sequence
from typing import Any

from services.programme.listings.listing import Tally
from services.programme.listings.rules.addresses import (
    CHANGES_PAGE,
    COPIES,
    MAP,
    MOST_CALENDAR_DATES,
    MOST_EXPORTED_DATES,
    OEMBED,
    SELECTED_CALENDAR,
    SELECTED_GEOJSON,
    oembed_path,
)
from services.programme.site.views.alternatives import Alternative
from services.programme.site.views.background import Background
from services.programme.site.views.calendar import months
from services.programme.site.views.cards import DayGroup
from services.programme.site.views.choices import choices_of, counts_of, department_choices
from services.programme.site.views.filters import Selection, shortcuts
from services.programme.site.views.overview import Overview
from shared.editions.rules import chamber_of, contact_of, cut_off_of
from shared.french.dates import local_moment
from shared.http.site import Site


def programme_view(
    site: Site,
    chosen: Selection,
    tally: Tally,
    groups: Sequence[DayGroup],
    *,
    present: bool,
    canonical: str,
    others: Sequence[int],
    overview: Overview | None,
    background: Background,
    others_found: Sequence[Alternative],
    first_page: str,
    next_page: str,
) -> dict[str, Any]:
    """Return what the template is given.

    ``canonical`` is the path without filters, ``overview`` the map of a page that has one, ``others`` are the years of
    other editions, ``others_found`` what else there is where nothing is found.
    """
    edition, query = chosen.edition, chosen.query
    home = site.path("/" if present else f"/editions/{edition.year}")
    return {
        "year": edition.year,
        "address": site.absolute(canonical),
        "others": others,
        "paper": _paper(chosen),
        "chosen": chosen,
        "total": tally.listed,
        "groups": groups,
        "months": months(
            dict(tally.by_day),
            edition=edition,
            address_of=chosen.on_day,
            chosen=(query.first_day, query.last_day),
            today=chosen.today,
        ),
        "busy": bool(tally.by_day),
        "hidden": tally.ended > 0,
        "shortcuts": shortcuts(chosen),
        "choices": choices_of(chosen, tally),
        "departments": department_choices(query.region, counts_of(tally, "department"), chosen.value("department")),
        "alternatives": others_found,
        "subscription": chosen.copy(site.path(SELECTED_CALENDAR), present=present)
        if 0 < tally.listed <= MOST_CALENDAR_DATES
        else "",
        "oembed": oembed_path(site.path(OEMBED), f"{site.origin}{chosen.at(home)}"),
        "as_list": chosen.at(home),
        "as_map": chosen.at(site.path(MAP) if present else f"{home}/carte"),
        "overview": overview,
        "background": background,
        "feed": chosen.copy(site.path(SELECTED_GEOJSON), present=present),
        "news": chosen.news(site.path(CHANGES_PAGE), present=present),
        "copies": [(label, chosen.copy(site.path(path), present=present)) for label, path in COPIES]
        if 0 < tally.listed <= MOST_EXPORTED_DATES
        else [],
        "first_page": first_page,
        "next_page": next_page,
    }


def _paper(chosen: Selection) -> dict[str, str | None] | None:
    """Say of the region that is chosen who is in charge of it, and when its paper programme is edited."""
    region_code = chosen.query.region
    if region_code is None:
        return None
    found = cut_off_of(chosen.edition, region_code)
    return {
        "chamber": chamber_of(chosen.edition, region_code),
        "contact": contact_of(chosen.edition, region_code),
        "cut_off": local_moment(*found) if found else None,
    }
