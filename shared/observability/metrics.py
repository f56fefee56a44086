"""Every metric name of the platform, a sentence each; the process's registry is the default one."""

from prometheus_client import Counter, Gauge, Histogram

RECORDS = Counter(
    "kafka_records_total",
    "Records by what became of them: applied, superseded by a later one in the same batch, or dead-lettered.",
    ("group", "outcome"),
)
BATCH_RETRIES = Counter(
    "kafka_batch_retries_total", "Batches tried again because the database did not answer.", ("group",)
)
BATCH_SECONDS = Histogram(
    "kafka_batch_seconds",
    "Time from a batch's arrival to its committed transaction.",
    ("group",),
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
COMMIT_FAILURES = Counter(
    "kafka_offset_commit_failures_total",
    "Offset commits that failed, mostly in a rebalance; where to read on is in the database, so only the lag is late.",
    ("group",),
)
TOPICS_RECREATED = Gauge(
    "kafka_topics_recreated", "Topics that were deleted and created again since the group first heard them.", ("group",)
)
LAG = Gauge("kafka_consumergroup_lag", "Records waiting, by partition this process reads.", ("group", "partition"))
OUTBOX_PUBLISHED = Counter("outbox_published_total", "Rows the broker acknowledged.", ("service",))
OUTBOX_FAILURES = Counter(
    "outbox_publish_failures_total", "Runs of the relay that ended because broker or database failed.", ("service",)
)
OUTBOX_OLDEST = Gauge(
    "outbox_oldest_row_seconds",
    "How long the oldest row that was not yet published has waited; 0 for none.",
    ("service",),
)
OUTBOX_REFUSED = Gauge("outbox_refused_rows", "Rows set aside because the broker finds them too large.", ("service",))
OUTBOX_HEALED = Counter(
    "outbox_healed_total",
    "Records told again because the last one on their topic was not what the owner's table says.",
    ("topic",),
)
JOBS = Counter(
    "jobs_total",
    "Runs of jobs by what became of them: done; failed, to be tried again; dead; lost, since another run has the job; "
    "abandoned by a worker that gave no sign of life.",
    ("service", "kind", "outcome"),
)
JOBS_DEAD = Gauge("jobs_dead", "Jobs that are tried no more until somebody asks for it.", ("service",))
JOBS_OLDEST_DUE = Gauge(
    "jobs_oldest_due_seconds", "How long the job that has been due longest has waited; 0 for none.", ("service",)
)
HTTP_SECONDS = Histogram(
    "http_request_seconds",
    "Time to answer, by route pattern.",
    ("method", "route", "status"),
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
REGISTER_LOOKUPS = Counter(
    "register_lookups_total", "Look-ups in the register of structures, by outcome.", ("outcome",)
)

# A counter that is born with its first event hides it: a rate over time needs the zero before.


def begin_group(group: str) -> None:
    """Show at zero what may happen to a consumer group."""
    for outcome in ("applied", "superseded", "dead_lettered"):
        RECORDS.labels(group, outcome)
    for counter in (BATCH_RETRIES, COMMIT_FAILURES, TOPICS_RECREATED):
        counter.labels(group)


def begin_relay(service: str) -> None:
    """Show at zero what may happen to an outbox."""
    for counter in (OUTBOX_PUBLISHED, OUTBOX_FAILURES):
        counter.labels(service)


def begin_jobs(service: str, kinds: tuple[str, ...]) -> None:
    """Show at zero what may become of the jobs of a service."""
    for kind in kinds:
        for outcome in ("done", "failed", "dead", "lost", "abandoned"):
            JOBS.labels(service, kind, outcome)


def begin_healing(topic: str) -> None:
    """Show at zero what may be told again on a topic."""
    OUTBOX_HEALED.labels(topic)


def begin_look_ups() -> None:
    """Show at zero how a look-up in the register may end."""
    for outcome in ("found", "not_found", "unavailable", "not_asked"):
        REGISTER_LOOKUPS.labels(outcome)
