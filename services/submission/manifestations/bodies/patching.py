"""A change to some fields, as a JSON merge patch (RFC 7396)."""

from collections.abc import Mapping
from typing import Any

from services.submission.manifestations.bodies.manifestation import ManifestationBody

WHERE = ("address", "postcode", "commune_code")
POINT = ("latitude", "longitude")


def patched(body: Mapping[str, Any], patch: Any) -> Any:
    """Return the body with the patch in it, to be checked like any other."""
    merged = merge_patch(body, patch)
    if not isinstance(patch, Mapping):
        return merged
    place, change = body.get("place"), patch.get("place")
    if isinstance(place, Mapping) and isinstance(change, Mapping) and any(name in change for name in WHERE):
        # A point that nobody moved with its address would show the former one.
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
