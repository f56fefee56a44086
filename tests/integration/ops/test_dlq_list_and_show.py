import json

from tests.integration.ops.letters import GROUP, Box
from tests.support.command import moisess


async def test_the_list_counts_by_error_and_by_what_was_done(box: Box) -> None:
    for offset in range(3):
        await box.set_aside(offset=offset, error_class="schema")
    await box.set_aside(offset=9, error_class="json")
    await box.dlq("redrive", box.name, "--error-class", "schema", "--limit", "1", "--yes")
    await box.dlq("drop", box.name, "--error-class", "json", "--reason", "essai", "--yes")

    finished = await box.dlq("list", "--topic", box.topic)

    lines = {cells[0]: cells[1:4] for cells in _rows(finished.output)}
    assert f"{box.topic}, groupe {GROUP}" in finished.output
    assert {"schema": ["2", "1", "0"], "json": ["0", "0", "1"]} == lines

    [found] = json.loads((await box.dlq("list", "--topic", box.topic, "--json")).output)
    assert (found["topic"], found["group"], found["dead_letter_topic"]) == (box.topic, GROUP, box.name)
    assert [(each["error_class"], each["pending"], each["redriven"], each["dropped"]) for each in found["errors"]] == [
        ("json", 0, 0, 1),
        ("schema", 2, 1, 0),
    ]
    assert all(each["oldest_at"] <= each["latest_at"] for each in found["errors"])


async def test_the_list_of_a_group_leaves_the_others_out(box: Box) -> None:
    await box.set_aside()

    ours = await box.dlq("list", "--topic", box.topic, "--group", GROUP)
    others = await box.dlq("list", "--topic", box.topic, "--group", "submission.decisions")

    assert (0, 1) == (ours.code, others.code)
    assert GROUP in ours.output


async def test_show_gives_headers_facts_and_the_beginning_of_the_value(box: Box) -> None:
    await box.set_aside(value=b'{"title": "Portes ouvertes"}', offset=4)

    finished = await box.dlq("show", box.topic)

    assert 0 == finished.code
    for text in (
        "ce_type",
        "fr.mois-ess.eligibility-decided.v1",
        "dlq-original-offset",
        "illisible",
        "Portes ouvertes",
    ):
        assert text in finished.output


async def test_show_neither_gives_addresses_away_nor_obeys_what_a_record_says(box: Box) -> None:
    await box.set_aside(
        value=b'{"email": "camille.durand@fabrique.example", "x": "\x1b[31m[bold]rouge"}',
        headers=[("from", b"dominique@fabrique.example"), ("[/red]", b"[blink]\x07")],
    )

    finished = await box.dlq("show", box.name)

    assert 0 == finished.code
    assert "fabrique.example" not in finished.output
    assert "\x1b" not in finished.output
    assert "[bold]rouge" in finished.output


async def test_show_names_one_record_by_its_place(box: Box) -> None:
    await box.set_aside(value=b"premier", offset=1)
    await box.set_aside(value=b"deuxieme", offset=2)

    finished = await box.dlq("show", box.name, "--partition", "0", "--offset", "1")

    assert "deuxieme" in finished.output
    assert "premier" not in finished.output


async def test_without_a_broker_one_sentence_is_said() -> None:
    finished = await moisess("dlq", "list", "--bootstrap-servers", "127.0.0.1:1")

    assert 1 == finished.code
    assert "Aucun courtier Kafka ne répond" in finished.output
    assert "Traceback" not in finished.output


def _rows(output: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│ ").split("│")] for line in output.splitlines() if "│" in line]
