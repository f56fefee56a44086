"""A fictitious programme to try the platform with."""

from pathlib import Path

MANIFESTATIONS = Path(__file__).with_name("manifestations.jsonl")
"""One registration a line, as ``POST /manifestations`` takes it."""
