"""Draws the picture that stands beside an address where a page without one of its own is shared: ``partage.png``.

``python -m tests.support.shared_picture`` draws it again, once the logo or a font has changed.
"""

import asyncio
from pathlib import Path

from shared.http import assets
from tests.support.browser import open_browser

FOLDER = Path(assets.__file__).parent / "assets"
PICTURE = FOLDER / "partage.png"
WIDTH, HEIGHT = 1200, 630
"""What those who show addresses ask for; some cut a square out of the middle."""
PAGE = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<link rel="stylesheet" href="css/00-tokens.css">
<style>
  @font-face { font-family: Text; src: url(fonts/atkinson-fr.woff2); font-weight: 400 700 }
  @font-face { font-family: Title; src: url(fonts/literata-700-fr.woff2); font-weight: 700 }
  body { margin: 0; height: 630px; background: var(--brand); color: var(--on-brand); position: relative;
    display: grid; grid-template-columns: 400px 1fr; gap: 60px; align-items: center; padding: 0 80px;
    box-sizing: border-box }
  img { width: 400px }
  h1 { font: 700 104px/1.05 Title; margin: 0 0 28px }
  p { font: 400 44px/1.3 Text; margin: 0; color: var(--on-brand-soft) }
  footer { position: absolute; inset: auto 0 0 0; height: 28px; background: url(band.svg) 0 0 / auto 28px repeat-x }
</style>
<body>
  <img src="ronde.svg" alt="">
  <div>
    <h1>Mois<br>de l’ESS</h1>
    <p>En novembre, l’économie sociale et solidaire ouvre ses portes partout en France</p>
  </div>
  <footer></footer>
</body>
</html>
"""


async def draw() -> None:
    """Write the picture; its page is beside the files that it shows while it is drawn."""
    page = FOLDER / "partage.html"
    page.write_text(PAGE, "utf-8")
    try:
        async with open_browser() as browser:
            tab = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            await tab.goto(page.as_uri())
            await tab.evaluate("document.fonts.ready")
            await tab.screenshot(path=PICTURE)
    finally:
        page.unlink()


if __name__ == "__main__":
    asyncio.run(draw())
