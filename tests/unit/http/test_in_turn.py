"""How what handlers ask for is resolved."""

from litestar.routes import HTTPRoute

from tests.unit.http.sample import sample_app


def test_no_handler_opens_a_task_group_for_what_it_asks_for() -> None:
    models = [
        model
        for route in sample_app().routes
        if isinstance(route, HTTPRoute)
        for _, model in route.route_handler_map.values()
    ]
    assert any(len(model.dependency_batches) > 1 for model in models)
    assert all(len(batch) == 1 for model in models for batch in model.dependency_batches)
