"""What can be rebuilt from its topics."""

from dataclasses import replace
from typing import Any

from services.matchmaking.consumer import subscriptions
from services.matchmaking.structures.know import know_structures
from shared.rebuild.identity import identity_projections
from shared.rebuild.projection import Projection


def projections(_public_url: str) -> list[Projection[Any]]:
    """Return structures, listings and who is asking; the name of a structure that is gone is not told for long.

    Meetings are no sum of a topic: a rebuild of the structures leads none of them on.
    """
    heard: list[Any] = list(subscriptions())
    structures, listings, *_ = heard
    alone = replace(structures, handle=know_structures)
    return [
        Projection(subscription=alone, table="structures", key="structure_id", remembered=("name",), gone="gone"),
        Projection(subscription=listings, table="listings", key="manifestation_id", gone="gone"),
        *identity_projections("matchmaking"),
    ]
