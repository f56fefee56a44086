"""French sentences on a terminal: wrapped at blanks only, never at the spaces that hold a sign to its word."""

import textwrap

from rich.console import Console

from shared.french.typography import typo


def say(console: Console, text: str, *, style: str | None = None, indent: str = "") -> None:
    """Print text of ours or of the platform, each of its lines wrapped to the console's width."""
    for line in typo(text).split("\n"):
        # rich would break at unbreakable spaces, which Python takes for white space; textwrap does not.
        wrapped = textwrap.wrap(
            line,
            width=max(console.width, len(indent) + 20),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        console.print("\n".join(wrapped), style=style, markup=False, highlight=False, soft_wrap=True)
