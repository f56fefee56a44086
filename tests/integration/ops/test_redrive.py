from aiokafka import AIOKafkaProducer

from shared.kafka.send import send_unchanged
from tests.integration.ops.letters import HEADERS, Box, Headers


async def test_without_yes_nothing_is_put_back(box: Box) -> None:
    await box.set_aside()

    finished = await box.dlq("redrive", box.name)

    assert (0, []) == (finished.code, await box.back())
    assert "1 enregistrement(s) à republier" in finished.output
    assert "--yes" in finished.output


async def test_what_is_put_back_is_the_record_that_was_set_aside(box: Box) -> None:
    await box.set_aside(key=b"cle", value=b"\xff\x00{", headers=HEADERS)

    await box.dlq("redrive", box.name, "--yes")

    [record] = await box.back()
    assert (b"cle", b"\xff\x00{") == (record.key, record.value)
    assert (*HEADERS, ("redrive-count", b"1")) == record.headers


async def test_null_and_unreadable_headers_come_back_unchanged(box: Box) -> None:
    hostile: Headers = [("vide", None), ("latin", b"\xe9t\xe9"), ("double", b"1"), ("double", b"2")]
    await box.set_aside(headers=hostile, error_class="null_header")

    finished = await box.dlq("redrive", box.name, "--yes")

    [record] = await box.back()
    assert (0, (*hostile, ("redrive-count", b"1"))) == (finished.code, record.headers)


async def test_a_removal_comes_back_as_one(box: Box) -> None:
    await box.set_aside(value=None)

    await box.dlq("redrive", box.name, "--yes")

    [record] = await box.back()
    assert (b"une-cle", None) == (record.key, record.value)


async def test_a_record_without_key_comes_back_to_its_partition(box: Box) -> None:
    for offset in range(5):
        await box.set_aside(key=None, offset=offset)

    await box.dlq("redrive", box.name, "--yes")

    assert [(None, 0)] * 5 == [(record.key, record.partition) for record in await box.back()]


async def test_a_record_with_neither_key_nor_value_comes_back(box: Box, kafka_producer: AIOKafkaProducer) -> None:
    facts: Headers = [("dlq-original-topic", box.topic.encode()), ("dlq-error-class", b"missing_key")]
    await send_unchanged(kafka_producer, box.name, key=None, value=None, headers=[*HEADERS, *facts])

    finished = await box.dlq("redrive", box.name, "--yes")

    [record] = await box.back()
    assert 0 == finished.code
    assert (None, None, (*HEADERS, ("redrive-count", b"1"))) == (record.key, record.value, record.headers)


async def test_a_second_call_finds_nothing_to_do(box: Box) -> None:
    await box.set_aside()
    await box.dlq("redrive", box.name, "--yes")

    finished = await box.dlq("redrive", box.name, "--yes")

    assert (1, 1) == (finished.code, len(await box.back()))
    assert "Rien à faire" in finished.output


async def test_filters_may_leave_some_that_a_later_call_takes(box: Box) -> None:
    await box.set_aside(offset=1, error_class="schema")
    await box.set_aside(offset=2, error_class="json")
    await box.set_aside(offset=3, error_class="schema")

    await box.dlq("redrive", box.name, "--error-class", "json", "--yes")
    after_filter = len(await box.back())
    await box.dlq("redrive", box.name, "--limit", "1", "--yes")
    after_limit = len(await box.back())
    await box.dlq("redrive", box.name, "--yes")

    assert (1, 2, 3) == (after_filter, after_limit, len(await box.back()))


async def test_only_what_failed_since_a_moment_is_meant(box: Box) -> None:
    await box.set_aside()

    later = await box.dlq("redrive", box.name, "--since", "2100-01-01", "--yes")
    earlier = await box.dlq("redrive", box.name, "--since", "2020-01-01", "--yes")

    assert (1, 0, 1) == (later.code, earlier.code, len(await box.back()))


async def test_a_twin_is_put_back_once(box: Box) -> None:
    await box.set_aside(times=2)

    await box.dlq("redrive", box.name, "--yes")

    assert 1 == len(await box.back())


async def test_a_record_that_came_back_three_times_stays(box: Box) -> None:
    await box.set_aside(headers=[*HEADERS, ("redrive-count", b"3")])

    finished = await box.dlq("redrive", box.name, "--yes")

    assert (1, []) == (finished.code, await box.back())
    assert "3 fois" in finished.output


async def test_the_count_goes_on_where_it_was(box: Box) -> None:
    await box.set_aside(headers=[*HEADERS, ("redrive-count", b"2")])

    await box.dlq("redrive", box.name, "--yes")

    [record] = await box.back()
    assert (*HEADERS, ("redrive-count", b"3")) == record.headers


async def test_a_hostile_record_cannot_pass_for_a_mark(box: Box) -> None:
    await box.set_aside(headers=[("dlq-mark", b"redriven"), ("dlq-original-offset", b"x")])

    finished = await box.dlq("redrive", box.name, "--yes")

    assert (0, 1) == (finished.code, len(await box.back()))


async def test_each_is_logged_without_its_content(box: Box) -> None:
    await box.set_aside(value=b'{"secret": "contenu"}', offset=7)

    finished = await box.dlq("redrive", box.name, "--yes")

    assert '"event":"dead_letter_redriven"' in finished.output
    assert '"letter":"0:7:0"' in finished.output
    assert "contenu" not in finished.output


async def test_the_rate_is_kept(box: Box) -> None:
    for offset in range(4):
        await box.set_aside(offset=offset)

    await box.dlq("redrive", box.name, "--rate", "10", "--yes")

    moments = sorted(record.timestamp for record in await box.back())
    assert 4 == len(moments)
    assert moments[-1] - moments[0] >= 280


async def test_an_unknown_topic_is_refused_with_the_nearest(box: Box) -> None:
    finished = await box.dlq("redrive", f"{box.name[:-4]}.dql", "--yes")

    assert 1 == finished.code
    assert f"Vouliez-vous dire « {box.name} »" in finished.output


async def test_an_error_that_no_record_has_is_refused_with_those_there_are(box: Box) -> None:
    await box.set_aside(error_class="schema")

    finished = await box.dlq("redrive", box.topic, "--error-class", "jsn")

    assert 1 == finished.code
    assert "schema" in finished.output
