"""Where a record takes place: name, address and commune, from whichever of its columns say something about them."""

from services.submission.imports.mapping.address import place
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.mapping.numbers import read_code
from services.submission.imports.mapping.online import LINK, ONLINE_WHERE, is_online
from services.submission.imports.mapping.whereabouts import POSTCODE_IN_ADDRESS, Found, locate
from services.submission.imports.text import one_line, paragraphs
from shared.geography import Commune, communes_of_postcode

PLACE_MISSING = "Le lieu manque : donnez son adresse, son code postal et sa commune."
CONTRADICTS = (
    "« {} » n’est pas à {}, la commune des autres colonnes : dites laquelle des deux adresses est celle du lieu."
)


def read_place(draft: Draft) -> Commune | None:
    """Fill in the place, where there is one, and return its commune, as far as it is known."""
    city = one_line(draft.text("city") or "") or None
    venue, address = _written_place(draft)
    postcode, code = (read_code(draft, name) for name in ("place.postcode", "place.commune_code"))
    found = locate(code=code, postcode=postcode, city=city, address=address)
    if not (code or postcode) and (online := is_online(draft, city, address)):
        if "online_url" not in draft.body:
            draft.fault("/online_url", "online_url_missing", ONLINE_WHERE.format(online.shown[:60]), online)
        return None
    if not (code or postcode or city or address or draft.record.first("place.name")):
        if "online_url" in draft.body:
            return None
        draft.fault("/place", "place_missing", PLACE_MISSING)
    elif found.fault:
        draft.fault(found.at_fault, "commune_not_found", found.fault, value=found.value)
    if found.note:
        draft.notes.append(found.note)
    _ask_where_the_place_says_another(draft, venue, found)
    where = place(
        venue=venue,
        address=address,
        postcode=found.postcode or postcode,
        city=city,
        commune=found.commune.name if found.commune else None,
    )
    draft.notes.extend(where.notes)
    filled = {
        "name": where.name,
        "address": where.address,
        "postcode": found.postcode or postcode,
        "commune_code": found.commune.code if found.commune else None,
    }
    draft.body["place"] = {name: value for name, value in filled.items() if value}
    return found.commune


def _written_place(draft: Draft) -> tuple[str | None, str]:
    """Return the name of the place and its address; a whole address under the name is read as one."""
    venue, address = (_lines(draft.text(field) or "") for field in ("place.name", "place.address"))
    address = LINK.sub("", address).strip(" :")
    if not address and (POSTCODE_IN_ADDRESS.search(venue) or "\n" in (draft.text("place.name") or "").strip()):
        return None, venue
    return venue or None, address


def _lines(text: str) -> str:
    """Return the lines of a text on one, as parts of an address."""
    return ", ".join(line.strip(" ,") for line in paragraphs(text).split("\n") if line.strip(" ,"))


def _ask_where_the_place_says_another(draft: Draft, venue: str | None, found: Found) -> None:
    """Ask where the name of the place holds an address in another commune: the columns may be the organiser's."""
    said = POSTCODE_IN_ADDRESS.search(venue or "")
    there = communes_of_postcode(said[1]) if said else ()
    if venue and said and there and found.commune and found.commune.code not in {commune.code for commune in there}:
        message = CONTRADICTS.format(venue[:80], found.commune.name)
        draft.fault("/place", "place_contradicts", message, draft.record.first("place.name"))
