"""Keys go where the client library, and with it every other writer, would put them."""

from aiokafka.partitioner import DefaultPartitioner
from hypothesis import given
from hypothesis import strategies as st

from shared.outbox.partition import partition_of

library = DefaultPartitioner()


@given(st.binary(max_size=200), st.integers(min_value=1, max_value=100))
def test_a_key_belongs_to_the_partition_that_the_library_finds(key: bytes, partitions: int) -> None:
    everyone = list(range(partitions))

    assert partition_of(key, partitions) == library(key, everyone, everyone)
