"""Documents that are the same for everybody are written once."""

from collections import Counter
from typing import Any

import pytest

from shared.http import openapi
from tests.unit.http.sample import client_of, sample_app


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml", "openapi.yml"])
async def test_the_description_of_the_api_is_written_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    described = openapi._described  # noqa: SLF001 -- what costs, counted

    def counting(*arguments: Any) -> Any:
        calls["described"] += 1
        return described(*arguments)

    monkeypatch.setattr(openapi, "_described", counting)
    async with client_of(sample_app()) as client:
        answers = [await client.get(f"/schema/{name}") for _ in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert calls == {"described": 1}
