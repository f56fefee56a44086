"""What the workers of this service do, and where what they write leads."""

from typing import Any

from services.eligibility.desk.carry_out import carry_out
from services.eligibility.desk.fire_timer import REVIEW_TIMER, fire_timer
from services.eligibility.desk.hold import CARRY_OUT
from services.eligibility.desk.send_digests import SEND_DIGESTS, send_digests
from services.eligibility.dossiers.call_readers import DeskOf
from services.eligibility.settings import Settings
from shared.http_settings import site_of
from shared.jobs.running import Handler


def jobs(settings: Settings) -> tuple[Handler[Any], ...]:
    """Return what the workers of this service do."""
    organisers = settings.submission_url.rstrip("/")
    desk = site_of("eligibility", settings).desk_url
    return (
        Handler(kind=REVIEW_TIMER, run=fire_timer),
        Handler(kind=SEND_DIGESTS, run=send_digests(desk)),
        Handler(kind=CARRY_OUT, run=carry_out(lambda manifestation_id: f"{organisers}/inscription/{manifestation_id}")),
    )


def desk_of(settings: Settings) -> DeskOf:
    """Return how a mail names the page of a dossier."""
    desk = site_of("eligibility", settings).desk_url
    return lambda manifestation_id: f"{desk}/dossiers/{manifestation_id}"
