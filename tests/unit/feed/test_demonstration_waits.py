import httpx

from moisess.demo.access import People
from moisess.demo.platform import Platform, expect

BUSY = [httpx.Response(429, headers={"Retry-After": "0"}), httpx.Response(429)]


async def test_the_demonstration_comes_back_when_it_is_told_to() -> None:
    asked: list[str] = []
    busy = list(BUSY)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["Idempotency-Key"])
        return busy.pop() if busy else httpx.Response(201, json={})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        people = People(organiser="moisess_x", national="moisess_y")
        platform = Platform(client=client, urls={"submission": "https://inscription.example"}, people=people)
        expect(await platform.send("POST", "submission", "/manifestations", {}), 201)

    assert len(asked) == 3
    assert len(set(asked)) == 1
