"""Pictures of every page for ``docs/pages.md``: ``.venv/bin/python -m tests.support.pictures`` beside ``make demo``."""
