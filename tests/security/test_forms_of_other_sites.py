"""Whatever changes anything, of every service, is refused to a page of somebody else's that has a browser send it.

Routes are read from the applications, so that a new form is looked at from its first day.
"""

from uuid import UUID

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from shared.http.origin import SAFE
from shared.http.site import ServiceName
from tests.support.applications import SERVICES, SITE, app_of
from tests.unit.http.sample import client_of

REFUSED = (403, "urn:mois-ess:probleme:origine-refusee")
ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.exemple"}, {}]
"""How browsers say it; old ones say nothing."""
VALUES: dict[type, str] = {UUID: str(UUID(int=1)), int: "2026", str: "x"}


def filled(route: HTTPRoute) -> str:
    return "/".join(["", *(part if isinstance(part, str) else VALUES[part.type] for part in route.path_components)])


def changing(app: Litestar) -> list[tuple[str, str]]:
    """Return method and path of each route that does more than show something, its parameters filled in."""
    return [
        (method, filled(route))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods - SAFE
    ]


@pytest.mark.parametrize("service", SERVICES)
async def test_no_form_of_any_service_is_taken_from_another_site(service: ServiceName) -> None:
    app = app_of(service)
    cookie = {"Cookie": f"{app.state.site.session_cookie}=x"}
    routes = changing(app)
    assert routes
    async with client_of(app, SITE) as client:
        for method, path in routes:
            for sent in ELSEWHERE:
                answer = await client.request(method, path, headers={**cookie, **sent})
                assert REFUSED == (answer.status_code, answer.json().get("type")), (method, path, sent, answer.text)
