"""The browser of the browser test: what PATH has, else Debian's package, else Playwright's own download."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAY_OUT = (
    "The browser test needs Chromium or Google Chrome on PATH. On Debian: sudo apt-get install chromium; elsewhere: "
    "install Google Chrome, or run .venv/bin/playwright install --with-deps chromium."
)


class NoBrowser(RuntimeError):
    """There is none and none could be installed; the message says what to install."""


def browser_path() -> str:
    """Return the path of a browser, installing one where there is none; raises ``NoBrowser``."""
    found = _on_path() or _downloaded() or _from_debian() or _download()
    if found is None:
        raise NoBrowser(WAY_OUT)
    return found


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Give a browser to the whole run."""
    async with open_browser() as browser:
        yield browser


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Give a headless browser that speaks French."""
    async with async_playwright() as playwright:
        # Chromium's sandbox does not start as root.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = await asyncio.to_thread(browser_path)
        browser = await playwright.chromium.launch(executable_path=path, args=[*arguments, "--lang=fr-FR"])
        try:
            yield browser
        finally:
            await browser.close()


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"])
    for command in commands:
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)
    return _on_path()


def _download() -> str | None:
    finished = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return _downloaded() if finished.returncode == 0 else None


if __name__ == "__main__":
    try:
        sys.stdout.write(f"browser: {browser_path()}\n")
    except NoBrowser as missing:
        raise SystemExit(str(missing)) from missing
