"""What the command line says around its own texts: French to the last word."""

import re
from collections.abc import Iterator

import pytest
from cyclopts import App

from moisess.main import app

ENGLISH = re.compile(
    r"Usage:|\bCommands?\b|\bParameters\b|\bCOMMAND\b|\bSTR\b|\bINT\b|\bFLOAT\b|\bchoices\b|\brequired\b|\bdefault\b|\bDisplay\b|--no-"
)


def paths(commands: App, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield every command as it is written, the whole first."""
    yield before
    for name in commands:
        if not name.startswith("-"):
            yield from paths(commands[name], *before, name)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as end:
        app(list(words))
    assert end.value.code == 2
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", capsys.readouterr().err).split())


@pytest.mark.parametrize("path", list(paths(app)), ids=" ".join)
def test_the_help_of_every_command_is_french(capsys: pytest.CaptureFixture[str], path: tuple[str, ...]) -> None:
    app([*path, "--help"], result_action="return_value")

    text = capsys.readouterr().out
    assert text.startswith(f"Usage : {' '.join(('moisess', *path))}")
    assert [] == ENGLISH.findall(text)


def test_a_help_repeats_what_its_text_says_in_angle_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    app(["groups", "reset", "--help"], result_action="return_value")

    assert "<SERVICE>_DATABASE_URL" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("groups", "reset"), "Erreur Il manque GROUP à « groups reset »."),
        (("groups", "reset", "x"), "Erreur Il manque --topic à « groups reset »."),
        (
            ("serve", "x"),
            (
                "Erreur « x » ne convient pas pour --service : choisissez submission, eligibility, programme ou "
                "matchmaking."
            ),
        ),
        (("groups", "lgo"), "Erreur Commande inconnue : lgo. Vouliez-vous écrire lag ? Commandes : lag et reset."),
        (
            ("groups", "lag", "--fail-over", "x"),
            "Erreur « x » ne convient pas pour --fail-over : il y faut un nombre entier.",
        ),
        (("groups", "lag", "--gruop", "x"), "Erreur Option inconnue : --gruop. Vouliez-vous écrire --group ?"),
        (("groups", "lag", "a"), "Erreur En trop : a. Retirez-le."),
        (
            ("groups", "lag", "--group", "a", "--group", "b"),
            "Erreur --group est donné plusieurs fois : gardez-en un.",
        ),
    ],
)
def test_what_is_written_wrong_is_said_in_french(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    assert said(capsys, *words) == expected
