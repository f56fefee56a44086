"""The page that shows the pictures."""

from collections.abc import Iterable, Sequence

from tests.support.pictures.pages import FRENCH, PAGES, Page

HEAD = """# Les pages

Chaque page de chaque service, telle que la démonstration la montre, sur un téléphone (375 px) et sur un écran de bureau
(1280 px). Un clic sur une image l’ouvre en entier. Elles se refont ainsi, la démonstration étant ouverte à côté
(`make demo`) :

    .venv/bin/python -m tests.support.pictures
"""
TITLES = {
    "programme": "Le programme",
    "submission": "L’inscription",
    "eligibility": "L’examen",
    "matchmaking": "Les rencontres d’affaires",
}


def index(pages: Sequence[Page] = PAGES) -> str:
    """Return ``docs/pages.md``; it says nothing but what the list of pages says."""
    parts = [HEAD]
    for service, title in TITLES.items():
        own = [page for page in pages if page.service == service]
        parts.append(f"## {title}\n\n| page | 375 px | 1280 px |\n| --- | --- | --- |\n{''.join(_rows(own))}")
    return "\n".join(parts)


def _rows(pages: Iterable[Page]) -> Iterable[str]:
    for page in pages:
        small, wide = (_picture(page, width, shown) for width, shown in ((375, 120), (1280, 360)))
        yield f"| {page.title}<br>`{page.route}`<br>{FRENCH[page.who]} | {small} | {wide} |\n"


def _picture(page: Page, width: int, shown: int) -> str:
    file = f"pages/{page.file}-{width}.webp"
    return f'<a href="{file}"><img src="{file}" width="{shown}" alt="{page.title}, {width} px"></a>'
