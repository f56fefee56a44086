"""One name for one set of rules."""

from pathlib import Path

from services.eligibility.criteria.version import RULES_VERSION, version_of

RULE = "def rule():\n    return True\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_py", ".py").replace("_toml", ".toml")).write_text(text, encoding="utf-8")
    return folder


def test_the_same_rules_have_the_same_name_wherever_they_lie(tmp_path: Path) -> None:
    assert version_of(write(tmp_path / "a", rule_py=RULE)) == version_of(write(tmp_path / "b", rule_py=RULE))


def test_another_line_of_code_or_of_a_table_is_another_set(tmp_path: Path) -> None:
    names = {
        version_of(write(tmp_path / "a", rule_py=RULE)),
        version_of(write(tmp_path / "b", rule_py=RULE.replace("True", "False"))),
        version_of(write(tmp_path / "c", rule_py=RULE, table_toml="one = 1")),
        version_of(write(tmp_path / "d", rule_py=RULE, table_toml="one = 2")),
    }

    assert 4 == len(names)


def test_what_python_keeps_beside_the_code_has_no_part_in_it(tmp_path: Path) -> None:
    before = version_of(write(tmp_path, rule_py=RULE))
    write(tmp_path / "__pycache__").joinpath("rule.cpython-311.pyc").write_bytes(b"\0")

    assert before == version_of(tmp_path)
    assert 12 == len(RULES_VERSION)
