from pathlib import Path

import pytest

from deploy.local.jars import listed


def test_the_list_names_the_broker_once_with_all_it_needs() -> None:
    jars = listed()

    assert {"kafka_2.13", "kafka-tools", "kafka-clients", "log4j-core", "log4j-slf4j-impl"} <= {
        j.artifact for j in jars
    }
    assert len({jar.file_name for jar in jars}) == len(jars)
    assert {jar.version for jar in jars if jar.group == "org.apache.kafka"} == {"4.3.1"}


@pytest.mark.parametrize("line", ["org.example:broker:1.0", "org.example:broker " + "0" * 64, "a:b:1 " + "g" * 64])
def test_a_line_without_coordinates_and_digest_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "jars.txt"
    path.write_text(f"# comment\n\n{line}\n")

    with pytest.raises(ValueError, match=line.split(" ", maxsplit=1)[0]):
        listed(path)
