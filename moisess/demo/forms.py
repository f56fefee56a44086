"""Manifestations that are not one hour in one hall, as readers see them online."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moisess.demo.outcome import Addresses, Outcome
from moisess.demo.platform import Platform, expect
from shared.french.typography import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that a manifestation may take, with the record of the sample that has it."""

    external_id: str
    label: str
    seen: Callable[[Mapping[str, Any]], tuple[str, bool]]
    """What its content shows, and whether that is what was registered."""


def _online(content: Mapping[str, Any]) -> tuple[str, bool]:
    return "en ligne, sans lieu", content["attendance"] == "online" and content["place"] is None


def _cancelled(content: Mapping[str, Any]) -> tuple[str, bool]:
    states = [occurrence["state"] for occurrence in content["occurrences"]]
    cancelled = states.count("cancelled")
    return f"{plural(len(states), 'date')}, dont {plural(cancelled, 'annulée')}", (len(states), cancelled) == (3, 1)


def _moving(content: Mapping[str, Any]) -> tuple[str, bool]:
    places = [occurrence["place"] for occurrence in content["occurrences"]]
    communes = [place["commune_name"] for place in places if place]
    return ", puis ".join(communes), len(set(communes)) == len(places)


FORMS = (
    Form(external_id="exemple-062", label="Un webinaire sans lieu", seen=_online),
    Form(external_id="exemple-088", label="Un atelier à trois dates dont une annulée", seen=_cancelled),
    Form(external_id="exemple-089", label="Une balade dont chaque date a son lieu", seen=_moving),
)


async def show_forms(
    platform: Platform, registered: Mapping[str, str], forms: Sequence[Form] = FORMS
) -> tuple[list[Outcome], Addresses]:
    """Look at each form online; a file of one's own has none of these records, and the act is left out."""
    outcomes: list[Outcome] = []
    addresses: Addresses = []
    for form in forms:
        manifestation_id = registered.get(form.external_id)
        if manifestation_id is None:
            continue
        listed = expect(await platform.get("programme", f"/manifestations/{manifestation_id}"), 200)
        said, as_it_should = form.seen(listed["content"])
        outcomes.append(
            Outcome(act=form.label, seen=f"« {listed['content']['title']} » : {said}", as_it_should=as_it_should)
        )
        addresses.append((form.label, listed["url"]))
    return outcomes, addresses
