"""Style sheet, script, pictures and fonts, shipped with the code, under an address that names their content."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from shared.errors import NotFound
from shared.http.accept import SERVED
from shared.http.rate_limits import UNCOUNTED

FOLDER = Path(__file__).parent / "assets"
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
FILES = ("*.js", "*.png", "*.svg", "fonts/*.woff2", "vendor/*.js", "vendor/*.css")
"""Served as they are."""
ONE_YEAR = 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """All files, in memory, under one fingerprint, so that a style sheet can name a picture beside it."""

    fingerprint: str
    files: dict[str, tuple[bytes, str]]

    def path(self, name: str) -> str:
        """Return the address of a file; raises KeyError for one that is not there."""
        _ = self.files[name]
        return f"/assets/{self.fingerprint}/{name}"


@lru_cache(maxsize=1)
def load_assets() -> Assets:
    """Read the files once; the sheets of ``css/`` are served as one, in the order of their names."""
    sheets = sorted((FOLDER / "css").glob("*.css"))
    files = {"site.css": ("\n".join(sheet.read_text("utf-8") for sheet in sheets).encode(), MEDIA_TYPES[".css"])}
    others = (found for pattern in FILES for found in FOLDER.glob(pattern))
    for file in sorted(others):
        files[file.name] = (file.read_bytes(), MEDIA_TYPES[file.suffix])
    digest = hashlib.sha256()
    for name, (content, _) in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content)
    return Assets(fingerprint=digest.hexdigest()[:12], files=files)


@get("/assets/{fingerprint:str}/{name:str}", include_in_schema=False, opt={SERVED: (), UNCOUNTED: True})
async def serve_asset(fingerprint: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Answer one file."""
    assets = load_assets()
    if name not in assets.files:
        raise NotFound("Ce fichier n’existe pas.")
    content, media_type = assets.files[name]
    # While a new release is rolled out, a page of one replica may ask another: that answer must not be kept.
    current = fingerprint == assets.fingerprint
    cache = f"public, max-age={ONE_YEAR}, immutable" if current else "no-cache"
    return Response(content, media_type=media_type, headers={"Cache-Control": cache, "Vary": "Accept-Encoding"})
