"""The samples, as the records they were."""

from pathlib import Path

import msgspec
from aiokafka import ConsumerRecord

from moisess.documents.files import ROOT
from moisess.documents.samples import FOLDER, Sample, read_sample
from moisess.documents.streams import STREAMS
from tests.support.builders import raw_record

FILES = sorted((ROOT / FOLDER).glob("*.json"))
BY_TOPIC = {stream.topic: stream for stream in STREAMS}


def name_of(path: Path) -> str:
    return path.stem


def sample_in(path: Path) -> Sample:
    return read_sample(path)


def record_in(sample: Sample) -> "ConsumerRecord[bytes, bytes]":
    return raw_record(
        sample.topic,
        key=sample.key.encode(),
        value=None if sample.value is None else msgspec.json.encode(sample.value),
        headers=[(name, text.encode()) for name, text in sample.headers.items()],
    )
