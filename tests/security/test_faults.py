"""How much work a wrong request makes is bounded before it begins; counted in calls, not in seconds."""

import difflib
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from httpx import AsyncClient
from litestar.datastructures import FormMultiDict
from pydantic import BaseModel

from services.submission.manifestations.bodies.reading import read_manifestation
from shared.errors import FieldsRefused
from shared.http import forms, refusals
from tests.support.edition import EDITION
from tests.unit.http.sample import GOOD, ProposalInput, client_of, problem, sample_app

PATH = "/proposals/6a2f1c7e-0000-4000-8000-000000000000"
CHANGE = {"If-Match": '"3"', "Authorization": "Bearer x", "Content-Type": "application/json"}
NAMES = {f"titel{n}": "x" for n in range(20_000)}


@pytest.fixture
async def client() -> Any:
    async with client_of(sample_app()) as client:
        yield client


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what costs: a search for a name like the one that was written, a fault put into words, a model's check."""
    counted: Counter[str] = Counter()

    def watch(where: Any, name: str) -> None:
        known: Callable[..., Any] = getattr(where, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            counted[name] += 1
            return known(*arguments, **named)

        monkeypatch.setattr(where, name, counting)

    watch(difflib, "get_close_matches")
    watch(refusals, "_refusal")
    watch(forms, "field_at")
    return counted


async def faults_of(client: AsyncClient, body: Any) -> list[dict[str, str]]:
    response = await client.put(PATH, content=json.dumps(body), headers=CHANGE)
    assert response.status_code == 422
    errors: list[dict[str, str]] = problem(response)["errors"]
    return errors


async def test_thousands_of_unknown_names_are_refused_by_their_number(client: AsyncClient, calls: Counter[str]) -> None:
    (fault,) = await faults_of(client, {**GOOD, **dict(list(NAMES.items())[:12_000])})

    assert (fault["pointer"], fault["code"]) == ("", "too_many_items")
    assert "12 004" in fault["message"]
    assert not calls


@pytest.mark.parametrize(
    ("inner", "pointer"),
    [([0] * 50_000, "/title"), ([[0] * 101], "/title/0"), ({str(n): n for n in range(101)}, "/title")],
)
async def test_a_long_list_is_refused_before_its_items_are_looked_at(
    client: AsyncClient, calls: Counter[str], inner: Any, pointer: str
) -> None:
    (fault,) = await faults_of(client, {**GOOD, "title": inner})

    assert (fault["pointer"], fault["code"]) == (pointer, "too_many_items")
    assert not calls


async def test_lists_of_lists_are_counted_together(client: AsyncClient, calls: Counter[str]) -> None:
    (fault,) = await faults_of(client, {**GOOD, "title": [[0] * 100] * 100})

    assert fault["code"] == "too_many_items"
    assert not calls


async def test_a_body_nested_deeply_is_unreadable(client: AsyncClient) -> None:
    response = await client.put(PATH, content='{"a":' * 500 + "0" + "}" * 500, headers=CHANGE)

    assert (response.status_code, problem(response)["type"]) == (400, "urn:mois-ess:probleme:corps-illisible")


async def test_fifty_faults_are_told_ten_of_them_with_a_suggestion(client: AsyncClient, calls: Counter[str]) -> None:
    errors = await faults_of(client, {**GOOD, **dict(list(NAMES.items())[:90])})

    assert len(errors) == 51
    assert errors[-1]["code"] == "more_faults"
    assert "40 autres" in errors[-1]["message"]
    assert [("Vouliez-vous" in error["message"]) for error in errors] == [True] * 10 + [False] * 41
    assert calls == {"get_close_matches": 10, "_refusal": 50}


async def test_a_name_longer_than_any_is_compared_with_none(client: AsyncClient, calls: Counter[str]) -> None:
    await faults_of(client, {**GOOD, "t" * 200_000: "x"})

    assert calls["get_close_matches"] == 0


async def test_one_fault_more_than_fifty_is_counted_in_the_singular(client: AsyncClient) -> None:
    errors = await faults_of(client, {**GOOD, **dict(list(NAMES.items())[:51])})

    assert "Une autre" in errors[-1]["message"]


def test_a_manifestation_tells_fifty_as_well(calls: Counter[str]) -> None:
    with pytest.raises(FieldsRefused) as refused:
        read_manifestation({"occurrences": [dict.fromkeys(list(NAMES)[:50], 1)] * 60}, edition=EDITION)

    assert len(refused.value.errors) == 51
    assert refused.value.errors[-1].code == "more_faults"
    assert calls["get_close_matches"] <= 10


async def test_a_query_is_short(client: AsyncClient, calls: Counter[str]) -> None:
    good = await client.get("/proposals?limit=" + "0" * 2000 + "1")
    long = await client.get("/proposals?" + "&".join(f"limite{n}=1" for n in range(1000)))

    assert good.status_code != 414
    assert (long.status_code, problem(long)["type"]) == (414, "urn:mois-ess:probleme:adresse-trop-longue")
    assert "2 ko" in problem(long)["detail"]
    assert calls["get_close_matches"] == 0


async def test_unknown_parameters_are_told_like_unknown_fields(client: AsyncClient, calls: Counter[str]) -> None:
    response = await client.get("/proposals?" + "&".join(f"limit{n}=1" for n in range(150)))

    errors = problem(response)["errors"]
    assert (len(errors), errors[-1]["code"]) == (51, "more_faults")
    assert "100 autres" in errors[-1]["message"]
    assert calls["get_close_matches"] == 10


async def test_a_form_has_no_more_fields_than_a_form_of_ours(client: AsyncClient, calls: Counter[str]) -> None:
    many = "&".join(f"f{n}=1" for n in range(20_000))

    response = await client.post(
        "/inscription", content=many, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert response.status_code == 422
    assert problem(response)["errors"][0]["code"] == "too_many_items"
    assert not calls


def test_a_name_of_a_form_is_no_deeper_than_ours_are(calls: Counter[str]) -> None:
    """Each part is looked up: a name of 100,000 dots would be looked up 100,000 times, ever deeper."""
    body = forms.nested(FormMultiDict([("a." * 100_000, "x")]), ProposalInput)

    assert list(body) == ["a." * 100_000]
    assert calls["field_at"] <= 20


class Wide(BaseModel):
    first: int
    second: int


def test_what_was_received_is_not_written_out_to_show_its_beginning() -> None:
    shown: list[int] = []

    class Counted(list[int]):
        def __iter__(self) -> Any:
            for item in super().__iter__():
                shown.append(item)
                yield item

    text = refusals.quoted(Counted(range(100_000)))

    assert len(text) < 100
    assert len(shown) < 300
