from tests.integration.ops.letters import Box
from tests.support.kafka import records_so_far


async def test_what_is_dropped_stays_where_it_is_and_is_never_put_back(box: Box) -> None:
    await box.set_aside()

    dropped = await box.dlq("drop", box.name, "--reason", "essai de charge", "--yes")
    redriven = await box.dlq("redrive", box.name, "--yes")

    letter, _mark = await records_so_far(box.bootstrap_servers, box.name)
    assert (0, 1, []) == (dropped.code, redriven.code, await box.back())
    assert b"{pas du JSON" == letter.value


async def test_one_letter_is_dropped_by_its_place(box: Box) -> None:
    await box.set_aside(offset=1, value=b"premier")
    await box.set_aside(offset=2, value=b"deuxieme")

    place = ("--partition", "0", "--offset", "1")
    dropped = await box.dlq("drop", box.name, *place, "--reason", "essai de charge", "--yes")
    await box.dlq("redrive", box.name, "--yes")

    assert 0 == dropped.code
    assert [b"premier"] == [record.value for record in await box.back()]


async def test_dropping_without_yes_changes_nothing(box: Box) -> None:
    await box.set_aside()

    finished = await box.dlq("drop", box.name, "--reason", "essai de charge")

    assert 0 == finished.code
    assert 1 == len(await records_so_far(box.bootstrap_servers, box.name))


async def test_dropping_asks_for_a_reason(box: Box) -> None:
    await box.set_aside()

    absent = await box.dlq("drop", box.name, "--yes")
    empty = await box.dlq("drop", box.name, "--reason", " ", "--yes")

    assert (1, 1) == (absent.code, empty.code)
    assert "--reason" in absent.output
    assert 1 == len(await records_so_far(box.bootstrap_servers, box.name))
