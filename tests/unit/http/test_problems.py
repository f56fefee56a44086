import json
from typing import Any

import pytest
import structlog
from httpx import AsyncClient

from tests.unit.http.sample import GOOD, problem

PROPOSAL = "/proposals/6a2f1c7e-0000-4000-8000-000000000000"
VERSION_3 = {"If-Match": '"3"'}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


async def test_every_fault_of_a_body_comes_with_pointer_code_sentence_and_value(client: AsyncClient) -> None:
    body = {"title": "x", "format": "atelié", "place": {}, "starts_at": "2026-11-14T10:00:00", "x": 1}

    response = await client.put(PROPOSAL, json=body, headers=VERSION_3)

    document = problem(response)
    assert (response.status_code, document["type"]) == (422, "urn:mois-ess:probleme:champs-refuses")
    assert document["instance"] == PROPOSAL
    assert [(error["pointer"], error["code"], error["value"]) for error in document["errors"]] == [
        ("/title", "too_short", "x"),
        ("/format", "not_in_list", "atelié"),
        ("/place/postcode", "required", None),
        ("/starts_at", "time_zone_missing", "2026-11-14T10:00:00"),
        ("/x", "unknown_field", "1"),
    ]
    assert all("champ" in error["message"].lower() for error in document["errors"])


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"title": "T",\n "format": tru}', "ligne 2, vers le caractère 16"),
        (b'{"title": ', "s’arrête avant la fin"),
        (b"", "est vide"),
        (b"  ", "est vide"),
        (b'{"title": "\xff"}', "UTF-8"),
        (b"title=T", "ligne 1, vers le caractère 5"),
        (b"[" * 5000, "trop de niveaux"),
    ],
)
async def test_a_body_that_is_no_json_says_where_it_breaks(client: AsyncClient, body: bytes, detail: str) -> None:
    response = await client.put(PROPOSAL, content=body, headers={**VERSION_3, "Content-Type": "application/json"})

    assert response.status_code == 400
    assert detail in problem(response)["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json", "application/jsonp", ""]
)
async def test_json_is_read_under_its_own_name_alone(client: AsyncClient, kind: str) -> None:
    response = await client.put(PROPOSAL, content=b'{"title": "T"}', headers={**VERSION_3, "Content-Type": kind})

    assert (response.status_code, problem(response)["type"]) == (
        415,
        "urn:mois-ess:probleme:type-de-contenu-non-admis",
    )
    assert "sous le type application/json" in response.json()["detail"]


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8", "application/json;x=y"])
async def test_the_type_of_a_body_may_have_a_charset(client: AsyncClient, kind: str) -> None:
    sent = json.dumps(GOOD)
    response = await client.put(PROPOSAL, content=sent, headers={**VERSION_3, "Content-Type": kind})

    assert response.status_code == 200


async def test_a_body_of_another_shape_is_refused_as_a_whole(client: AsyncClient) -> None:
    response = await client.put(PROPOSAL, json=[1], headers=VERSION_3)

    (error,) = problem(response)["errors"]
    assert (response.status_code, error["pointer"], error["code"]) == (422, "", "object_expected")


async def test_a_body_over_256_kb_is_not_read(client: AsyncClient) -> None:
    response = await client.put(PROPOSAL, json={**GOOD, "title": "x" * 300_000}, headers=VERSION_3)

    assert (response.status_code, problem(response)["type"]) == (413, "urn:mois-ess:probleme:corps-trop-grand")
    assert "dépasse 256 ko" in problem(response)["detail"]


async def test_a_form_that_takes_less_names_its_own_limit(client: AsyncClient) -> None:
    response = await client.post("/small", data={"title": "x" * 5000})

    assert response.status_code == 413
    assert "dépasse 4 ko" in problem(response)["detail"]


async def test_query_parameters_are_refused_in_french_with_what_they_accept(client: AsyncClient) -> None:
    response = await client.get("/proposals", params={"format": "sport", "limit": "500"})

    errors = {error["pointer"]: error for error in problem(response)["errors"]}
    assert response.status_code == 422
    assert errors["/format"]["message"] == (
        "Le paramètre « format » a reçu « sport » et accepte seulement : atelier, forum."
    )
    assert (errors["/limit"]["code"], errors["/limit"]["value"]) == ("too_large", "500")
    assert errors["/limit"]["message"].endswith("attend au plus 100.")


@pytest.mark.parametrize(
    ("parameters", "code"),
    [({"limit": "x"}, "integer_expected"), ({"limit": "0"}, "too_small"), ({"since": "hier"}, "datetime_format")],
)
async def test_a_parameter_of_the_wrong_kind_has_a_stable_code(
    client: AsyncClient, parameters: dict[str, str], code: str
) -> None:
    (error,) = problem(await client.get("/proposals", params=parameters))["errors"]

    assert error["code"] == code
    assert "xpected" not in error["message"]


async def test_a_parameter_that_a_list_does_not_have_gets_the_nearest_known_name(client: AsyncClient) -> None:
    response = await client.get("/proposals?formats=atelier&quzx=")

    errors = problem(response)["errors"]
    assert response.status_code == 422
    assert [(error["pointer"], error["code"], error["value"]) for error in errors] == [
        ("/formats", "unknown_field", "atelier"),
        ("/quzx", "unknown_field", None),
    ]
    assert errors[0]["message"].endswith("Vouliez-vous écrire « format » ? Sinon, retirez-le.")
    assert errors[1]["message"].endswith("n’est pas attendu ici. Retirez-le.")


@pytest.mark.parametrize("path", ["/inscription?source=courriel", f"{PROPOSAL}?source=courriel"])
async def test_pages_and_single_things_pass_over_parameters_they_do_not_read(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/nope", "/proposals/123", "/assets/x/secret.txt", "/schema/redoc", "/%C3%A9"])
async def test_an_unknown_address_is_a_problem(client: AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 404
    problem(response)


async def test_a_refused_method_lists_those_that_are_admitted(client: AsyncClient) -> None:
    response = await client.delete(PROPOSAL)

    assert (response.status_code, problem(response)["type"]) == (405, "urn:mois-ess:probleme:methode-non-admise")
    assert set(response.headers["allow"].split(", ")) == {"GET", "PUT", "OPTIONS"}


async def test_an_unexpected_exception_shows_a_reference_and_nothing_of_itself(client: AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        response = await client.get("/fails")

    document = problem(response)
    (line,) = [line for line in lines if line["event"] == "unexpected_error"]
    assert response.status_code == 500
    assert "sesame" not in response.text
    assert document["instance"] == f"urn:mois-ess:incident:{line['incident']}"
    assert line["incident"] in document["detail"]
    assert isinstance(line["exc_info"], RuntimeError)


async def test_a_database_that_does_not_answer_is_503_with_a_time_to_come_back(client: AsyncClient) -> None:
    response = await client.get("/reads")

    assert (response.status_code, problem(response)["type"]) == (503, "urn:mois-ess:probleme:indisponible")
    assert int(response.headers["retry-after"]) > 0


async def test_without_a_key_the_answer_says_how_to_send_one(client: AsyncClient) -> None:
    response = await client.get("/mine")

    assert (response.status_code, problem(response)["type"]) == (401, "urn:mois-ess:probleme:connexion-necessaire")
    assert response.headers["www-authenticate"] == 'Bearer realm="mois-ess"'


@pytest.mark.parametrize(("headers", "status"), [({}, 428), ({"If-Match": '"2"'}, 412), ({"If-Match": "2"}, 422)])
async def test_a_change_states_its_version(client: AsyncClient, headers: dict[str, str], status: int) -> None:
    response = await client.put(PROPOSAL, json=GOOD, headers=headers)

    assert response.status_code == status
    problem(response)


async def test_what_the_caller_has_is_not_sent_again(client: AsyncClient) -> None:
    first = await client.get(PROPOSAL)
    second = await client.get(PROPOSAL, headers={"If-None-Match": first.headers["etag"]})

    assert (second.status_code, second.content, second.headers["etag"]) == (304, b"", '"3"')


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [("/nope", 404, "Adresse inconnue"), ("/fails", 500, "de notre côté"), ("/reads", 503, "momentanément")],
)
async def test_a_browser_gets_a_page_with_a_way_out(client: AsyncClient, path: str, status: int, title: str) -> None:
    response = await client.get(path, headers=BROWSER)

    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert title in response.text
    assert 'href="http://127.0.0.1:8003/"' in response.text


async def test_a_browser_without_a_key_is_led_to_the_sign_in_and_back(client: AsyncClient) -> None:
    response = await client.get("/mine?a=1", headers=BROWSER, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (
        303,
        "http://127.0.0.1:8001/connexion?suite=http%3A%2F%2F127.0.0.1%3A8001%2Fmine%3Fa%3D1",
    )


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/problem+json, text/html;q=0.5", ""])
async def test_a_program_gets_problem_json(client: AsyncClient, accept: str) -> None:
    problem(await client.get("/nope", headers={"Accept": accept}))


async def test_the_schema_describes_bodies_and_problems(client: AsyncClient) -> None:
    schema: dict[str, Any] = (await client.get("/schema/openapi.json")).json()

    operation = schema["paths"]["/proposals"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema["openapi"].startswith("3.1")
    assert body == {"$ref": "#/components/schemas/ProposalInput"}
    assert schema["components"]["schemas"]["ProposalInput"]["properties"]["title"]["maxLength"] == 40
    assert "application/problem+json" in operation["responses"]["default"]["content"]
    assert set(operation["responses"]) == {
        *("201", "400", "401", "403", "406", "409", "413", "415", "421", "422", "429", "503", "default"),
    }
    [header] = [each for each in operation["parameters"] if each["in"] == "header"]
    assert (header["name"], header["required"]) == ("Idempotency-Key", True)
    assert [parameter["name"] for parameter in operation["parameters"]] == ["Idempotency-Key"]
    assert (await client.get("/schema/openapi.yaml")).status_code == 200


async def test_the_schema_says_which_operations_need_a_key(client: AsyncClient) -> None:
    paths: dict[str, Any] = (await client.get("/schema/openapi.json")).json()["paths"]

    assert [paths["/proposals"][method].get("security") for method in ("post", "get")] == [[{"key": []}], None]
    assert paths["/regions/{code}"]["get"]["security"] == [{"key": []}]


async def test_the_schema_says_which_roles_an_operation_is_open_to(client: AsyncClient) -> None:
    paths: dict[str, Any] = (await client.get("/schema/openapi.json")).json()["paths"]

    assert paths["/proposals"]["post"]["x-roles"] == ["organiser", "national"]
    assert paths["/mine"]["get"]["x-roles"] == ["organiser", "moderator", "national", "service"]
    assert "x-roles" not in paths["/proposals"]["get"]


async def test_the_schema_names_operations_in_sentences(client: AsyncClient) -> None:
    paths: dict[str, Any] = (await client.get("/schema/openapi.json")).json()["paths"]

    assert paths["/mine"]["get"]["summary"] == "Say who asks."
    assert "description" not in paths["/mine"]["get"]
