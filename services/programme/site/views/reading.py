"""In which language the page of a manifestation is read: title and description, where they were translated."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from shared.contracts.content import Content
from shared.french.languages import own_name
from shared.french.typography import capitalised

LANGUAGE: Final = "langue"
"""In the address of the page."""
FRENCH: Final = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One language that the page can be read in."""

    code: str
    name: str
    """As the language calls itself."""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Title and description as the page shows them."""

    language: str
    address: str
    """Of the page in this language."""
    title: str
    description: str
    translated: bool
    """False where the description is in French, since nobody translated it."""
    switches: tuple[Switch, ...]
    """None where French is all there is."""

    @property
    def is_french(self) -> bool:
        """True where nothing is to be marked as another language."""
        return self.language == FRENCH


def reading_in(content: Content, asked: str, address: str) -> Reading:
    """Return the texts in the language that is asked for, in French where there is no such translation."""
    language = asked if asked in content.translations else FRENCH
    text = None if language == FRENCH else content.translations[language]
    codes = [FRENCH, *(code for code in content.translations if code != FRENCH)] if content.translations else []
    return Reading(
        language=language,
        address=_address(address, language),
        title=text.title if text else content.title,
        description=(text and text.description) or content.description,
        translated=bool(text and text.description),
        switches=tuple(
            Switch(code=code, name=capitalised(own_name(code)), address=_address(address, code)) for code in codes
        ),
    )


def _address(address: str, language: str) -> str:
    return address if language == FRENCH else f"{address}?{urlencode({LANGUAGE: language})}"
