"""Checks a refutation with a program that is not ours and knows no solver (dratify, its engine in Rust)."""

from pathlib import Path

from services.matchmaking.planning.errors import NoChecker


def holds(clauses: Path, refutation: Path) -> bool:
    """Replay every step; true where each follows and the last is the empty clause."""
    try:
        # Wanted by whoever asks for a proof, on his own machine: the images of the services do not carry it.
        import cdclkit_native  # noqa: PLC0415
        import dratify  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise NoChecker(
            f"{refutation} est écrit mais pas vérifié : {error.name} n’est pas installé ici."
            " Installez l’extra « proofs », ou donnez les deux fichiers à drat-trim."
        ) from error
    dratify.register_native(cdclkit_native)
    formula = dratify.parse_dimacs_file(str(clauses))
    checked = dratify.check_proof(formula, refutation.read_text(encoding="ascii"), engine="native")
    return bool(checked.ok and checked.reached_empty)
