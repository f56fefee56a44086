"""A change to some fields, as a JSON merge patch (RFC 7396)."""

from collections.abc import Mapping
from typing import Any

import msgspec

from services.submission.manifestations.bodies.manifestation import ManifestationBody
from shared.errors import FieldError, FieldsRefused
from shared.http.refusals import quoted

WHERE = ("address", "postcode", "commune_code")
POINT = ("latitude", "longitude")


def patched(body: Mapping[str, Any], patch: Any) -> Any:
    """Return the body with the patch in it, to be checked like any other.

    Raises ``FieldsRefused`` for anything but an object, which would replace all of the body.
    """
    if not isinstance(patch, Mapping):
        raise _object_expected(patch)
    merged = merge_patch(body, patch)
    place, change = body.get("place"), patch.get("place")
    if isinstance(place, Mapping) and isinstance(change, Mapping) and _moves_or_hides(change):
        # A point that nobody moved with its address would show the former one, or the one that is kept back.
        merged["place"] = {
            name: value for name, value in merged["place"].items() if name not in POINT or name in change
        }
    # Removing what nobody knows is a typing error too, and has to be named.
    return merged | {name: patch[name] for name in patch if name not in ManifestationBody.model_fields}


def merge_patch(target: Any, patch: Any) -> Any:
    """Return what RFC 7396 says: objects are merged, null removes, everything else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged


def _moves_or_hides(place: Mapping[str, Any]) -> bool:
    return any(name in place for name in WHERE) or place.get("address_on_registration") is True


def _object_expected(patch: Any) -> FieldsRefused:
    return FieldsRefused(
        errors=[
            FieldError(
                pointer="",
                code="object_expected",
                message="Une modification par PATCH (JSON merge patch) est un objet JSON qui nomme les champs à "
                f"changer, or le corps de la demande est {quoted(patch)} : écrivez {{ … }}.",
                value=None if patch is None else msgspec.json.encode(patch).decode()[:200],
            )
        ]
    )
