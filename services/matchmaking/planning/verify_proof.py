"""Checks a refutation with a program that is not ours and knows no solver (dratify, its engine in Rust)."""

from pathlib import Path

import cdclkit_native
import dratify


def holds(clauses: Path, refutation: Path) -> bool:
    """Replay every step; true where each follows and the last is the empty clause."""
    dratify.register_native(cdclkit_native)
    formula = dratify.parse_dimacs_file(str(clauses))
    checked = dratify.check_proof(formula, refutation.read_text(encoding="ascii"), engine="native")
    return bool(checked.ok and checked.reached_empty)
