"""Another picture, or none, and nothing else: pure."""

from dataclasses import replace

from services.submission.manifestations.rules.manifestation import Manifestation, Registration
from shared.contracts.details import Image


def with_image(manifestation: Manifestation, image: Image | None) -> Registration:
    """Return what it says with this picture."""
    return Registration(
        organiser=manifestation.organiser,
        content=replace(manifestation.content, image=image),
        region_code=manifestation.region_code,
        external_id=manifestation.external_id,
        note=manifestation.note,
        chamber_answers=manifestation.chamber_answers,
    )
