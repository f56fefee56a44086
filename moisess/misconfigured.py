"""What is missing or wrong among the variables, by their own names."""

from collections.abc import Iterator

from pydantic import ValidationError


def misconfigured(error: ValidationError, *, prefix: str = "") -> Iterator[str]:
    """Give a French line per fault; ``prefix`` is that of the variables of one service."""
    for fault in error.errors():
        if not fault["loc"]:
            # Several variables contradict each other, which the settings themselves put into a sentence.
            yield str(fault["ctx"]["error"])
            continue
        name = str(fault["loc"][0])
        variable = name if name.isupper() else f"{prefix}{name}".upper()
        what = "à renseigner" if fault["type"] == "missing" else f"{fault['input']!r} ne convient pas, {fault['msg']}"
        yield f"{variable} : {what}"
