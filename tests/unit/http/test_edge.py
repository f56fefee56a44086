import re
from typing import Any

import pytest
import structlog
from httpx import AsyncClient
from prometheus_client import REGISTRY

from shared.http.headers import security_headers, with_our_scripts
from shared.http.site import Site
from shared.instance import HEADER
from shared.observability.logging import name_request
from tests.unit.http.sample import BASE, GOOD, client_of, problem, sample_app, site

PROPOSAL = "/proposals/6a2f1c7e-0000-4000-8000-000000000000"
EVERY_KIND = (
    "/inscription",
    "/nope",
    "/fails",
    "/proposals",
    "/schema/openapi.json",
    PROPOSAL,
)


def test_a_page_with_a_script_of_ours_allows_that_and_nothing_more() -> None:
    name = "content-security-policy"
    plain, ours = security_headers(site())[name], with_our_scripts(site())

    assert ours == {name: plain.replace("script-src 'none'", "script-src 'self'")}
    assert ours[name] != plain


@pytest.mark.parametrize("path", EVERY_KIND)
async def test_every_answer_has_the_security_headers(client: AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    # Pages of the other three services, where a form or a picture of ours may lead.
    assert "http" not in re.sub(r"http://127\.0\.0\.1:800[234]", "", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"


async def test_hsts_is_sent_only_where_browsers_come_by_https(client: AsyncClient) -> None:
    assert "strict-transport-security" not in (await client.get("/proposals")).headers
    async with client_of(sample_app(submission_url="https://inscription.exemple.fr")) as secure:
        headers = (await secure.get("/proposals")).headers

    assert headers["strict-transport-security"].startswith("max-age=63072000")


async def test_a_sane_correlation_id_is_kept_and_comes_back(client: AsyncClient) -> None:
    response = await client.get("/proposals", headers={"X-Correlation-ID": "essai-1234"})

    assert response.headers["x-correlation-id"] == "essai-1234"


@pytest.mark.parametrize("given", ["", "court", "x" * 65, "a b c d e f", "<script>alert</script>"])
async def test_another_correlation_id_is_replaced(client: AsyncClient, given: str) -> None:
    response = await client.get("/proposals", headers={"X-Correlation-ID": given})

    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-correlation-id"])


async def log_line(client: AsyncClient, path: str, **headers: str) -> dict[str, Any]:
    with structlog.testing.capture_logs(processors=[name_request]) as lines:
        await client.get(path, headers=headers)
    (line,) = [line for line in lines if line["event"] == "request_handled"]
    return dict(line)


async def test_the_log_line_names_the_route_and_the_story_but_no_query(client: AsyncClient) -> None:
    line = await log_line(client, "/proposals?limit=3&q=camille@exemple.fr", **{"X-Correlation-ID": "essai-1234"})

    assert (line["method"], line["route"], line["status"], line["correlation_id"]) == (
        "GET",
        "/proposals",
        422,
        "essai-1234",
    )
    assert "camille" not in str(line)


async def test_an_unknown_path_is_not_logged(client: AsyncClient) -> None:
    line = await log_line(client, "/camille@exemple.fr")

    assert (line["route"], line["status"]) == ("(none)", 404)
    assert "camille" not in str(line)


async def test_requests_are_counted_by_route_pattern(client: AsyncClient) -> None:
    labels = {"method": "GET", "route": "/proposals/{proposal_id}", "status": "200"}
    before = REGISTRY.get_sample_value("http_request_seconds_count", labels) or 0

    await client.get(PROPOSAL)

    assert REGISTRY.get_sample_value("http_request_seconds_count", labels) == before + 1


async def test_metrics_are_told_at_the_operators_port() -> None:
    app = sample_app()
    async with client_of(app) as client, client_of(app.state.operations) as operators:
        await client.get(PROPOSAL)
        told = await operators.get("/metrics")

    assert 'http_request_seconds_count{method="GET",route="/proposals/{proposal_id}"' in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]


async def test_head_is_get_without_a_body() -> None:
    """Spoken without a client, since clients drop the body of such an answer themselves."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {
        "type": "http",
        "method": "HEAD",
        "path": PROPOSAL,
        "raw_path": PROPOSAL.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8001")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8001),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
        "extensions": {},
        "state": {},
        "asgi": {"version": "3.0", "spec_version": "2.3"},
    }
    await sample_app()(scope, receive, send)

    start, *bodies = sent
    assert (start["status"], dict(start["headers"])[b"etag"]) == (200, b'"3"')
    assert b"".join(message["body"] for message in bodies) == b""


@pytest.mark.parametrize("path", ["/soumission/proposals", "/proposals"])
async def test_a_public_prefix_may_be_cut_off_by_the_ingress_or_not(path: str) -> None:
    async with client_of(sample_app(submission_url="https://mois-ess.exemple/soumission/")) as client:
        assert (await client.get(path)).status_code == 200
        page = (await client.get("/soumission/inscription")).text

    assert 'href="/soumission/assets/' in page
    assert 'action="/soumission/inscription"' in page


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8001", "127.0.0.1", "localhost:9", "LOCALHOST", "localhost.", "[::1]:8001", "127.0.0.1:65535"]
)
async def test_a_service_on_a_laptop_answers_under_every_name_of_the_machine(client: AsyncClient, host: str) -> None:
    assert (await client.get("/proposals", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["ailleurs.exemple", "127.0.0.1.ailleurs.exemple", "ailleurs.exemple:8001", "localhost.ailleurs.exemple"]
)
async def test_a_name_that_somebody_else_leads_here_is_refused(client: AsyncClient, host: str) -> None:
    response = await client.get("/proposals", headers={"Host": host})

    assert (response.status_code, problem(response)["type"]) == (421, "urn:mois-ess:probleme:hote-inconnu")
    assert BASE in response.json()["detail"]
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize("host", ["", "a b", "u@127.0.0.1", "127.0.0.1/", "127.0.0.1:port", "::1", "x" * 300 + "/"])
async def test_what_is_no_name_is_refused_as_such(client: AsyncClient, host: str) -> None:
    response = await client.get("/proposals", headers={"Host": host})

    assert (response.status_code, problem(response)["type"]) == (400, "urn:mois-ess:probleme:demande-illisible")


async def test_in_production_the_public_name_alone_is_answered_and_those_that_are_allowed() -> None:
    public = Site(
        service="submission",
        submission_url="https://inscription.exemple.fr/soumission",
        eligibility_url="https://a.exemple.fr",
        programme_url="https://b.exemple.fr",
        matchmaking_url="https://c.exemple.fr",
        allowed_hosts=("Inscription.Interne",),
    )

    assert public.host_names == {"inscription.exemple.fr", "inscription.interne"}


async def test_operators_are_answered_under_any_name() -> None:
    async with client_of(sample_app().state.operations) as operators:
        assert (await operators.get("/health/live", headers={"Host": "10.1.2.3:9001"})).status_code == 200


CROSS_SITE = [
    {"Origin": "https://127.0.0.1:8001"},
    {"Origin": "http://127.0.0.1:8009"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "http://127.0.0.1:8003", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://localhost:8001", "Host": "localhost:8001"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://ailleurs.exemple"},
    {"Origin": "null"},
    {"Cookie": "moisess-session=x"},
]


@pytest.mark.parametrize("headers", CROSS_SITE)
async def test_a_form_of_another_site_does_nothing(client: AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/inscription", data={"title": "T"}, headers=headers)

    assert (response.status_code, problem(response)["type"]) == (403, "urn:mois-ess:probleme:origine-refusee")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8001"},
        {"Origin": "http://127.0.0.1:8001"},
        # The same site at another port: a page of the programme, on a laptop.
        {"Origin": "http://127.0.0.1:8003", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:8001", "Host": "localhost:8001"},
        {},
    ],
)
async def test_our_own_form_is_taken(client: AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/inscription", data={"title": "T"}, headers=headers)

    assert response.status_code == 422


async def test_a_program_with_its_key_is_not_asked_where_it_comes_from(client: AsyncClient) -> None:
    response = await client.put(
        PROPOSAL,
        json=GOOD,
        headers={"Authorization": "Bearer x", "Origin": "https://ailleurs.exemple", "If-Match": '"3"'},
    )

    assert response.status_code == 200


async def test_a_correlation_id_does_not_leak_into_the_next_request(client: AsyncClient) -> None:
    await client.get("/proposals", headers={"X-Correlation-ID": "essai-1234"})

    assert "correlation_id" not in structlog.contextvars.get_contextvars()
    assert (await client.get("/proposals")).headers["x-correlation-id"] != "essai-1234"


async def test_every_answer_says_whose_it_is_where_several_platforms_run_on_one_machine(client: AsyncClient) -> None:
    assert HEADER not in (await client.get("/proposals")).headers
    app = sample_app(instance="ours")
    async with client_of(app) as public, client_of(app.state.operations) as operators:
        shown = [await public.get("/proposals"), await public.get("/nowhere"), await operators.get("/health/live")]

    assert [answer.headers[HEADER] for answer in shown] == ["ours"] * 3
