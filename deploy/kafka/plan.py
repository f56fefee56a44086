"""What has to change on a broker so that its topics are as declared, and what is too dangerous to be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from deploy.kafka.declared import FOREVER_MS, Topic

Kind = Literal["create", "partitions", "setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A topic as a broker has it."""

    partitions: int
    settings: dict[str, str] = field(default_factory=dict)
    """Those set on the topic itself; what it has by default from the broker is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between a declared topic and the broker's."""

    topic: str
    kind: Kind
    what: str
    """``partitions`` or the setting's name under Kafka."""
    before: str | None
    after: str | None
    """None where the setting is to be removed."""
    refusal: str | None = None
    """Why it is not done, in French; None where it is safe."""
    loses_data: bool = False
    """True where it is refused only because records would be deleted: whoever accepts that can have it done."""


def plan(topics: Sequence[Topic], existing: Mapping[str, Existing]) -> tuple[Change, ...]:
    """Return every difference, in the order of the declaration; topics that are not declared are left alone."""
    return tuple(change for topic in topics for change in _changes(topic, existing.get(topic.name)))


def refused(changes: Sequence[Change], *, allow_data_loss: bool) -> tuple[Change, ...]:
    """Return the changes that must not be made."""
    return tuple(
        change for change in changes if change.refusal is not None and not (change.loses_data and allow_data_loss)
    )


def _changes(topic: Topic, existing: Existing | None) -> Iterator[Change]:
    if existing is None:
        yield Change(topic=topic.name, kind="create", what="partitions", before=None, after=str(topic.partitions))
        return
    if topic.partitions != existing.partitions:
        yield _partitions(topic, existing.partitions)
    wanted = topic.configuration()
    for setting in sorted(wanted.keys() | existing.settings.keys()):
        before, after = existing.settings.get(setting), wanted.get(setting)
        if before != after:
            yield _setting(topic.name, setting, before, after)


def _partitions(topic: Topic, before: int) -> Change:
    refusal = None
    if topic.partitions < before:
        refusal = (
            "Kafka ne retire jamais de partition : déclarez au moins autant de partitions, ou un nouveau topic v2."
        )
    elif topic.cleanup == "compact":
        refusal = (
            "Une clé changerait de partition et son ancien enregistrement ne serait plus remplacé : "
            "déclarez un nouveau topic v2."
        )
    return Change(
        topic=topic.name,
        kind="partitions",
        what="partitions",
        before=str(before),
        after=str(topic.partitions),
        refusal=refusal,
    )


def _setting(topic: str, setting: str, before: str | None, after: str | None) -> Change:
    refusal, loses_data = None, False
    if setting == "cleanup.policy" and before is not None:
        refusal = (
            "Des enregistrements que des services attendent encore disparaîtraient : déclarez un nouveau topic v2."
        )
    elif setting == "retention.ms" and _is_shorter(before, after):
        refusal = "Les enregistrements plus anciens seraient supprimés."
        loses_data = True
    return Change(
        topic=topic,
        kind="setting",
        what=setting,
        before=before,
        after=after,
        refusal=refusal,
        loses_data=loses_data,
    )


def _is_shorter(before: str | None, after: str | None) -> bool:
    if before is None or after is None or int(after) == FOREVER_MS:
        return False
    return int(before) == FOREVER_MS or int(after) < int(before)
