"""The door for the pictures that pages show; their files stand in the store, where submission put them."""

import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from shared.http.accept import SERVED
from shared.http.errors import AddressUnknown
from shared.objects.errors import ObjectMissing
from shared.objects.store import Objects

DIGEST = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"(?:\d{1,5}|\d{1,5}x\d{1,5})\.(?P<kind>webp|jpg)")
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
FOR_A_YEAR = "public, max-age=31536000, immutable"
"""The digest is the address: what stands there never changes."""


@get("/images/{sha256:str}/{name:str}", include_in_schema=False, opt={SERVED: ("image/webp", "image/jpeg")})
async def show_picture(
    sha256: FromPath[str], name: FromPath[str], objects: NamedDependency[Objects]
) -> Response[bytes]:
    """Give a picture in one of its sizes."""
    found = NAME.fullmatch(name)
    if found is None or not DIGEST.fullmatch(sha256):
        raise _unknown()
    try:
        content = await objects.get(f"images/{sha256[:2]}/{sha256}/{name}")
    except ObjectMissing as error:
        raise _unknown() from error
    headers = {"Cache-Control": FOR_A_YEAR, "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(content, media_type=TYPES[found["kind"]], headers=headers)


def _unknown() -> AddressUnknown:
    return AddressUnknown("Aucune image ne se trouve à cette adresse : elle a pu être oubliée avec sa manifestation.")
