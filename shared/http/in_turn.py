"""What handlers ask for by name is resolved one after the other."""

from litestar import Litestar
from litestar.routes import HTTPRoute


def resolve_in_turn(app: Litestar) -> None:
    """Resolve what is independent one after the other, by name, instead of in a task group.

    Nothing that handlers ask for waits for long, and the group costs a tenth of a registration. Source: litestar's
    ``KwargsModel.resolve_dependencies``, which opens a group for each batch of more than one.
    """
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [
                    {dependency}
                    for batch in model.dependency_batches
                    for dependency in sorted(batch, key=lambda dependency: dependency.key)
                ]
