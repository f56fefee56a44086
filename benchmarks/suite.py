"""What is measured, how often, and what must be reached."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from benchmarks import accept, drain, growth, hops, judge, memory, mixed, painting, queue, reading, rebuild, searching
from benchmarks.alternate import alternate
from benchmarks.results import Comparison, Growth, Results, Wait
from benchmarks.stage import Stage

Advance = Callable[[str], None]
"""Called with what has been done."""
Measure = Callable[[Stage, Results, "Effort", Advance], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long everything is measured."""

    repeats: int = 5
    accept_seconds: float = 8
    slow_seconds: float = 60
    fast_seconds: float = 20
    drained: int = 100_000
    judged: int = 25_000
    rebuilt: tuple[int, ...] = (25_000, 250_000)
    read: tuple[int, ...] = (2_000, 25_000)
    read_seconds: float = 6
    queued: int = 50_000
    searched: tuple[int, ...] = (25_000, 250_000)
    searches: int = 100
    mixed_seconds: float = 60
    memory_seconds: float = 600
    growth_repeats: int = 2


LONGEST_WAIT, LONGEST_PAINT = 50.0, 1000.0
"""Milliseconds."""
QUICK = Effort(
    repeats=2,
    accept_seconds=3,
    slow_seconds=6,
    fast_seconds=6,
    drained=20_000,
    judged=5_000,
    rebuilt=(5_000, 10_000),
    read=(2_000, 25_000),
    read_seconds=2,
    searched=(2_000, 5_000),
    searches=20,
    mixed_seconds=10,
    memory_seconds=30,
    growth_repeats=1,
)
"""To see that everything runs; its figures mean little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What is compared by how much of it is done in a second."""

    name: str
    title: str
    label: str
    unit: str
    target: float


async def compare(
    rate: Rate,
    product: Callable[[], Awaitable[float]],
    floor: Callable[[], Awaitable[float]],
    *,
    into: Results,
    effort: Effort,
    advance: Advance,
    what: str = "",
) -> None:
    """Measure both in turn and keep what came out; ``what`` is said of each step, the name of the rate without it."""
    ours, theirs = await alternate(product, floor, repeats=effort.repeats, advance=advance, what=what or rate.name)
    into.comparisons.append(
        Comparison(
            name=rate.name,
            title=rate.title,
            label=rate.label,
            unit=rate.unit,
            better="more",
            target=rate.target,
            product=ours,
            floor=theirs,
        )
    )


def grouped(number: int) -> str:
    """Return a number as it is read: ``25 000``."""
    return f"{number:,}".replace(",", " ")


async def measure_accept(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Compare one process of the API with a bare handler."""
    rate = Rate(name="accept", title="Registrations accepted over HTTP", label="accept", unit="a second", target=0.45)
    async with accept.doors(stage, seconds=effort.accept_seconds) as doors:
        await compare(rate, doors.product, doors.floor, into=results, effort=effort, advance=advance)


async def measure_hops(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Follow registrations over two hops, at two rates."""
    # A broker compiles its code while it is used, for most of a minute; on duty it has long done so.
    for name, run in (("product", hops.product), ("floor", hops.floor)):
        await run(stage, per_second=200, seconds=effort.fast_seconds)
        advance(f"two hops, not counted: {name}")
    for rate, seconds in ((200, effort.slow_seconds), (500, effort.fast_seconds)):

        async def product(rate: float = rate, seconds: float = seconds) -> hops.Latency:
            return await hops.product(stage, per_second=rate, seconds=seconds)

        async def floor(rate: float = rate, seconds: float = seconds) -> hops.Latency:
            return await hops.floor(stage, per_second=rate, seconds=seconds)

        ours, theirs = await alternate(
            product, floor, repeats=effort.repeats, advance=advance, what=f"two hops at {rate}/s"
        )
        refused = sum(each.refused for each in ours)
        offered = int(rate * (hops.WARM_UP_SECONDS + seconds) * effort.repeats)
        note = f", {refused} of {offered} refused" if refused else ""
        for name, percentile in (("p50", "half"), ("p99", "99 of 100")):
            results.comparisons.append(
                Comparison(
                    name=f"hops-{rate}-{name}",
                    title=f"Commit to visible in the programme at {rate}/s, {percentile} within{note}",
                    label=f"{rate}/s, {name}",
                    unit="ms",
                    better="less",
                    target=3.0,
                    product=[getattr(each, name) for each in ours],
                    floor=[getattr(each, name) for each in theirs],
                )
            )


async def measure_drain(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Let the relay loose on what an outage has left."""
    backlog = drain.Backlog(stage, effort.drained)
    await backlog.fill()
    title = f"Relay of {grouped(effort.drained)} waiting rows"
    rate = Rate(name="drain", title=title, label="relay", unit="rows a second", target=0.7)
    await compare(rate, backlog.product, backlog.floor, into=results, effort=effort, advance=advance)


async def measure_judge(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Let one worker of eligibility judge what was registered."""
    registered = judge.Registered(stage, effort.judged)
    await registered.fill()
    title = f"Judging of {grouped(effort.judged)} manifestations"
    rate = Rate(name="judge", title=title, label="judge", unit="dossiers a second", target=0.6)
    await compare(rate, registered.product, registered.floor, into=results, effort=effort, advance=advance)


async def measure_rebuild(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Rebuild the listings, at two sizes."""
    for size in effort.rebuilt:
        topic = rebuild.Topic(stage, size)
        await topic.fill()
        rate = Rate(
            name=f"rebuild-{size}",
            title=f"Rebuild of {grouped(size)} listings",
            label=f"rebuild {grouped(size)}",
            unit="listings a second",
            target=0.6,
        )
        what = f"rebuild of {size}"
        await compare(rate, topic.product, topic.floor, into=results, effort=effort, advance=advance, what=what)


async def measure_reading(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Read the programme in each way, at two sizes."""
    for size in effort.read:
        async with reading.readers(stage, entries=size, seconds=effort.read_seconds) as (readers, ids):
            for way in reading.ways(ids):
                rate = Rate(
                    name=f"reading-{way.name}-{size}",
                    title=f"{way.title}, {grouped(size)} entries",
                    label=f"{way.name}, {grouped(size)}",
                    unit="a second",
                    target=way.target,
                )
                await compare(
                    rate,
                    partial(readers.product, way),
                    partial(readers.floor, way),
                    into=results,
                    effort=effort,
                    advance=advance,
                    what=f"{way.name} of {size}",
                )


async def measure_queue(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Look through a chamber's queue in each way."""
    async with queue.desk(stage, dossiers=effort.queued) as desk:
        for way in queue.WAYS:
            ours, theirs = await alternate(
                partial(desk.product, way),
                desk.floor,
                repeats=effort.repeats,
                advance=advance,
                what=f"queue, {way.name}",
            )
            title = f"A page of a queue of {grouped(effort.queued)}, counted by all filters: {way.title}"
            results.waits.append(Wait(name=f"queue-{way.name}", title=title, limit=LONGEST_WAIT, figures=ours))
            results.comparisons.append(
                Comparison(
                    name=f"queue-{way.name}",
                    title=title,
                    label=f"queue, {way.name}",
                    unit="ms",
                    better="less",
                    target=way.target,
                    product=ours,
                    floor=theirs,
                )
            )


async def measure_search(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Look for what there is much of, and little, at two sizes."""
    for size in effort.searched:
        found = await searching.search(stage, entries=size, asked=effort.searches)
        results.waits += [
            Wait(
                name=f"search-{way}-{size}",
                title=f"Search for {way}, {grouped(size)} entries, 95 of 100 within",
                limit=LONGEST_WAIT,
                figures=[milliseconds],
            )
            for way, milliseconds in found.items()
        ]
        advance(f"searches in {size}")


async def measure_mixed(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Read in every way while decisions arrive, and look for what should have gone."""
    seen = await mixed.mixed(stage, per_second=500, decisions_per_second=50, seconds=effort.mixed_seconds)
    figures = (
        ("mixed-p99", f"99 of 100 within{f', {seen.refused} refused' if seen.refused else ''}", seen.p99),
        ("mixed-stale", "the latest a withdrawal was seen", seen.stale),
    )
    results.waits += [
        Wait(
            name=name,
            title=f"500 requests a second of every kind while 50 decisions arrive, {what}",
            limit=LONGEST_WAIT if name == "mixed-p99" else mixed.STALE_MS,
            figures=[milliseconds],
        )
        for name, what, milliseconds in figures
    ]
    advance("mixed")


async def measure_painting(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Look at the first page with a browser."""
    results.waits.append(
        Wait(
            name="painting",
            title=f"The programme's first page, painted by a browser that is slowed down {painting.SLOWER} times",
            limit=LONGEST_PAINT,
            figures=await painting.painted(stage, times=effort.repeats),
        )
    )
    advance("painting")


async def measure_growth(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Try more processes and more partitions."""
    apis: dict[int, list[float]] = {}
    workers: dict[int, list[float]] = {}
    partitions: dict[int, list[float]] = {}
    for number in (1, 2, 4):
        apis[number], workers[number], partitions[number] = [], [], []
        backlog = drain.Backlog(stage, effort.drained // 2, partitions=number)
        await backlog.fill()
        for _ in range(effort.growth_repeats):
            apis[number].append(await growth.accepted(stage, processes=number, seconds=effort.accept_seconds))
            advance(f"{number} processes of the API")
            workers[number].append(await growth.caught_up(stage, processes=number, decisions=effort.rebuilt[0]))
            advance(f"{number} workers")
            partitions[number].append(await backlog.product())
            advance(f"{number} partitions")
    results.growths += [
        Growth(title="Registrations accepted", unit="a second", of="processes of the API", figures=apis),
        Growth(title="Decisions applied to the programme", unit="a second", of="workers", figures=workers),
        Growth(title="Rows relayed", unit="a second", of="partitions of the topic", figures=partitions),
    ]


async def measure_memory(stage: Stage, results: Results, effort: Effort, advance: Advance) -> None:
    """Watch every process for ten minutes under load."""
    results.memory = await memory.memory(stage, per_second=200, seconds=effort.memory_seconds)
    advance("memory")


Name = Literal[
    "accept", "hops", "drain", "judge", "rebuild", "reading", "queue", "search", "mixed", "painting", "growth", "memory"
]
MEASURES: dict[Name, Measure] = {
    "accept": measure_accept,
    "hops": measure_hops,
    "drain": measure_drain,
    "judge": measure_judge,
    "rebuild": measure_rebuild,
    "reading": measure_reading,
    "queue": measure_queue,
    "search": measure_search,
    "mixed": measure_mixed,
    "painting": measure_painting,
    "growth": measure_growth,
    "memory": measure_memory,
}


def steps(name: Name, effort: Effort) -> int:
    """Return how often ``advance`` is called for one measure."""
    pairs = {
        "accept": 1,
        "hops": 2,
        "drain": 1,
        "judge": 1,
        "rebuild": len(effort.rebuilt),
        "reading": 4 * len(effort.read),
        "queue": len(queue.WAYS),
    }
    if name in pairs:
        not_counted = 2 if name == "hops" else 0
        return 2 * pairs[name] * effort.repeats + not_counted
    if name == "search":
        return len(effort.searched)
    return 9 * effort.growth_repeats if name == "growth" else 1
