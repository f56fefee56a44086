import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import moisess.contracts
from deploy.kafka.declared import declared
from moisess.documents.asyncapi import asyncapi
from moisess.documents.files import ROOT, breaks, differences, generated, write
from moisess.documents.streams import NotDeclared, told
from moisess.main import app

DECISIONS = Path("docs/schemas/ess.internal.eligibility.decisions.v1.json")


@pytest.fixture(scope="module")
def documents() -> dict[Path, str]:
    return generated()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_the_committed_documents_are_those_of_the_code(documents: dict[Path, str]) -> None:
    assert differences(ROOT, documents) == []
    assert breaks(ROOT, documents) == []


def test_making_them_again_gives_the_same(documents: dict[Path, str]) -> None:
    assert generated() == documents


def test_what_differs_is_named(copy: Path, documents: dict[Path, str]) -> None:
    edit(copy / "docs/asyncapi.yaml", "6 partitions", "7 partitions")
    (copy / DECISIONS).unlink()
    (copy / "docs/openapi/cantine.yaml").write_text("", "utf-8")

    assert differences(copy, documents) == [
        (Path("docs/asyncapi.yaml"), "a changé"),
        (Path("docs/openapi/cantine.yaml"), "n’est plus produit"),
        (DECISIONS, "manque"),
    ]

    write(copy, documents)
    assert differences(copy, documents) == []


def test_a_change_that_breaks_readers_is_refused_and_nothing_is_written(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # As if the code had taken away a field that the committed schema still has.
    edit(copy / DECISIONS, '"judged_version": {', '"judged_on": {"type": "string"}, "judged_version": {')
    monkeypatch.setattr(moisess.contracts, "ROOT", copy)

    for command in ("write", "check"):
        with pytest.raises(SystemExit) as end:
            moisess.contracts.app([command])
        assert end.value.code == 1
        assert "decisions.v1 /judged_on : le champ a disparu" in " ".join(capsys.readouterr().err.split())

    assert "judged_on" in (copy / DECISIONS).read_text("utf-8")


def test_check_ends_with_one_and_names_the_document(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy / "docs/asyncapi.yaml", "6 partitions", "7 partitions")
    monkeypatch.setattr(moisess.contracts, "ROOT", copy)

    with pytest.raises(SystemExit) as end:
        moisess.contracts.app(["check"])

    assert end.value.code == 1
    assert "docs/asyncapi.yaml a changé" in " ".join(capsys.readouterr().err.split())


def test_a_topic_may_go_once_its_next_major_is_there(copy: Path, documents: dict[Path, str]) -> None:
    gone = {path: text for path, text in documents.items() if path != DECISIONS}
    replaced = {**gone, DECISIONS.with_name("ess.internal.eligibility.decisions.v2.json"): "{}"}

    assert len(breaks(copy, gone)) == 1
    assert breaks(copy, replaced) == []


def test_contracts_and_topics_speak_of_the_same_streams() -> None:
    topics = declared()
    assert len(told(topics)) == len([topic for topic in topics if topic.dead_letters_of is None])

    with pytest.raises(NotDeclared, match="meetings"):
        told(tuple(topic for topic in topics if "meetings" not in topic.name))


def test_every_topic_is_a_channel_and_every_group_hears_and_sets_aside() -> None:
    document = asyncapi(ROOT)
    topics = declared()

    assert list(document["channels"]) == [topic.name for topic in topics]
    groups = [group for topic in topics for group in topic.consumers]
    heard = [o["bindings"]["kafka"]["groupId"]["const"] for o in document["operations"].values() if "bindings" in o]
    assert sorted(heard) == sorted(groups)
    letters = [each for each in document["operations"] if ".sets-aside." in each]
    assert len(letters) == len(groups)


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = asyncapi(ROOT)
    followed: list[str] = []

    def follow(part: object) -> None:
        if isinstance(part, dict):
            if isinstance(reference := part.get("$ref"), str):
                found = document
                for step in reference.removeprefix("#/").split("/"):
                    found = found[step]
                followed.append(reference)
            for inner in part.values():
                follow(inner)
        elif isinstance(part, list):
            for inner in part:
                follow(inner)

    follow(document)

    assert {f"#/channels/{topic.name}" for topic in declared()} <= set(followed)


def test_field_words_of_the_source_are_in_the_schema() -> None:
    schema = json.loads((ROOT / DECISIONS).read_text("utf-8"))

    paper = schema["$defs"]["Publication"]["properties"]["paper"]
    assert paper["description"] == "May be printed in the regional programme."


def test_the_written_yaml_says_what_was_meant() -> None:
    written = yaml.safe_load((ROOT / "docs/asyncapi.yaml").read_text("utf-8"))

    assert written == json.loads(json.dumps(asyncapi(ROOT)))


def composed(text: str) -> yaml.Node:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None
    return node


def plain_texts(node: yaml.Node) -> Iterator[str]:
    """Yield the texts of a document that stand in it without quotes, as a reader of YAML 1.1 takes them."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag.endswith(":str") and node.style is None:
            yield node.value
        return
    for child in node.value:
        for each in child if isinstance(child, tuple) else [child]:
            yield from plain_texts(each)


def test_no_text_is_a_number_or_a_truth_to_readers_of_yaml_1_2(documents: dict[Path, str]) -> None:
    core = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[yYnN]")
    texts = [text for path, text in documents.items() if path.suffix == ".yaml"]
    found = [each for text in texts for each in plain_texts(composed(text))]

    assert "submission" in found
    assert [] == [each for each in found if core.fullmatch(each)]
    assert "phone: '0199001234'" in documents[Path("docs/asyncapi.yaml")]


def test_topics_say_where_they_are_and_how_a_reader_says_who_it_is() -> None:
    document = asyncapi(ROOT)
    schemes = document["components"]["securitySchemes"]

    asked = [each["$ref"].rpartition("/")[2] for each in document["servers"]["shared"]["security"]]
    assert asked
    assert set(asked) == set(schemes)


def test_all_documents_and_the_command_name_the_release_of_the_project(documents: dict[Path, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    described = [yaml.safe_load(text)["info"]["version"] for path, text in documents.items() if path.suffix == ".yaml"]

    assert described == [project] * len(described)
    assert len(described) > 1
    assert app.version == project
