"""A file that holds nothing to register, as a sentence."""

from shared.french.typography import typo


class FileUnusable(Exception):
    """The file as a whole cannot be read; the message is a sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typo(sentence))
