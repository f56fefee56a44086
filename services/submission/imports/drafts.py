"""A record that lacks something becomes a draft: the form, filled in with what the file says."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.submission.drafts.errors import DraftChanged, TooManyDrafts
from services.submission.drafts.save import find_own, save_draft
from services.submission.imports.rules.rows import ImportRow
from shared.geography import find_commune
from shared.identity.caller import Caller
from shared.postgres.database import Tx

SAME = (
    *("title", "description", "format", "access", "access_conditions", "online_url"),
    *("print_title", "print_text", "note"),
)
PLACE = ("name", "address", "postcode")
BOOKING = ("url", "email", "phone", "seats")
CONTACT = ("email", "phone", "website", "name")


def draft_id_of(import_id: UUID, number: int) -> str:
    """Return the name of the draft of a record."""
    return f"import-{import_id}-{number}"


async def keep_draft(
    tx: Tx, import_id: UUID, row: ImportRow, *, caller: Caller, edition: int, now: datetime
) -> str | None:
    """Keep what a record says as a draft and return its name; None where the account has too many."""
    draft_id = draft_id_of(import_id, row.number)
    if await find_own(tx, draft_id, caller):
        # An earlier run of this job made it, and somebody may have gone on with it.
        return draft_id
    try:
        body = row.body or {}
        await save_draft(
            tx,
            draft_id,
            filled_in(body),
            caller=caller,
            edition=edition,
            region_code=_region_of(body),
            seen_version=0,
            now=now,
        )
    except (TooManyDrafts, DraftChanged):
        return None
    return draft_id


def filled_in(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the form that a body, whole or not, fills in."""
    filled: dict[str, Any] = {name: body[name] for name in SAME if body.get(name)}
    if themes := body.get("themes"):
        filled["themes"] = list(themes)
    filled |= {name: list(body[name]) for name in ("audiences", "accessibility") if body.get(name)}
    filled |= _practical(body)
    if isinstance(body.get("open_to_all"), bool):
        filled["open_to_all"] = "true" if body["open_to_all"] else "false"
    filled["occurrences"] = [_block(each) for each in body.get("occurrences") or ()] or [{}]
    filled["place"] = _place(body.get("place") or {})
    filled["attendance"] = "online" if body.get("online_url") and not body.get("place") else "on_site"
    if answers := body.get("extra"):
        filled["extra"] = dict(answers)
    if texts := body.get("translations"):
        filled["translations"] = {
            str(position): {"language": language, **text} for position, (language, text) in enumerate(texts.items())
        }
    organiser = dict(body.get("organiser") or {})
    if siren := organiser.pop("siren", None):
        organiser.setdefault("siret", siren)
    filled["organiser"] = organiser
    contact = body.get("public_contact") or {}
    filled["public_contact"] = {name: contact[name] for name in CONTACT if contact.get(name)}
    return filled


def _practical(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return price, booking, age, languages and co-organisers as the form asks for them."""
    price, booking = body.get("price") or {}, body.get("booking") or {}
    amounts = {"lowest": price.get("lowest_cents"), "highest": price.get("highest_cents")}
    euros = {name: f"{cents / 100:.2f}".replace(".", ",") for name, cents in amounts.items() if isinstance(cents, int)}
    closes, _, at = str(booking.get("closes_at") or "").partition("T")
    closing = {"closes_on": closes, "closes_at": at[:5]} if at else {}
    asked = {"required": "true" if booking.get("required") else "false"} if booking else {}
    names = [str(each.get("name")) for each in body.get("co_organisers") or () if isinstance(each, Mapping)]
    parts = {
        "price": {name: price[name] for name in ("kind", "conditions") if price.get(name)} | euros,
        "booking": asked | {name: str(booking[name]) for name in BOOKING if booking.get(name)} | closing,
        "age": {name: str(age) for name, age in (body.get("age") or {}).items() if age is not None},
        "other_languages": ", ".join(str(each) for each in body.get("languages") or ()),
        "co_organiser_names": "\n".join(names),
    }
    return {name: value for name, value in parts.items() if value}


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    filled = {name: place[name] for name in PLACE if place.get(name)}
    commune = find_commune(str(place.get("commune_code") or ""))
    return {**filled, "commune": commune.name} if commune else filled


def _region_of(body: Mapping[str, Any]) -> str | None:
    commune = find_commune(str((body.get("place") or {}).get("commune_code") or ""))
    return commune.region_code if commune else body.get("region_code")


def _block(date_said: Mapping[str, Any]) -> dict[str, Any]:
    begins, ends = str(date_said.get("starts_at") or ""), str(date_said.get("ends_at") or "")
    day, _, hour = begins.partition("T")
    last, _, end = ends.partition("T")
    block: dict[str, Any] = {"date": day}
    if not hour:
        block["all_day"] = "true"
    else:
        block |= {"from": hour[:5], **({"to": end[:5]} if end else {})}
    if last and last != day and not (hour and _is_night(day, last)):
        block["until"] = last
    return {name: value for name, value in block.items() if value} | _note(date_said)


def _note(date_said: Mapping[str, Any]) -> dict[str, str]:
    return {"note": str(date_said["note"])} if date_said.get("note") else {}


def _is_night(day: str, last: str) -> bool:
    try:
        return date.fromisoformat(last) - date.fromisoformat(day) == timedelta(days=1)
    except ValueError:
        return False
