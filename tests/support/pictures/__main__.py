"""Writes ``docs/pages`` and ``docs/pages.md``; names of services, or parts of routes, take those alone."""

import asyncio
import sys
from pathlib import Path

from tests.support.pictures.camera import WIDTHS, take_all
from tests.support.pictures.demonstration import NoDemonstration, running_demonstration
from tests.support.pictures.index import index
from tests.support.pictures.pages import PAGES

DOCS = Path(__file__).parents[3] / "docs"


def main(words: list[str]) -> int:
    """Take them; return 1 where a page has none."""
    folder = DOCS / "pages"
    folder.mkdir(exist_ok=True)
    (DOCS / "pages.md").write_text(index(), encoding="utf-8")
    chosen = [page for page in PAGES if not words or any(word in f"{page.service} {page.route}" for word in words)]
    try:
        missing = asyncio.run(take_all(running_demonstration(), chosen, folder))
    except NoDemonstration as nothing:
        sys.stderr.write(f"{nothing}\n")
        return 1
    wanted = {f"{page.file}-{width}.webp" for page in PAGES for width in WIDTHS}
    for old in folder.iterdir():
        if old.name not in wanted:
            old.unlink()
    for page, why in missing:
        sys.stderr.write(f"{page.service} {page.route}: {why}\n")
    size = sum(picture.stat().st_size for picture in folder.iterdir())
    sys.stdout.write(f"{len(chosen) - len(missing)} pages, {size / 1e6:.1f} MB in {folder}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
