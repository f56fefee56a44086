"""One decision on several dossiers: previewed, confirmed, each once, nobody overwritten."""

from dataclasses import replace
from uuid import UUID

from httpx import Response

from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.support import assess_all, changed, history
from tests.support.builders import ORGANISER, content

UNNUMBERED = replace(ORGANISER, siren=None, siret=None)


def picked(*numbers: int) -> list[str]:
    return [f"{UUID(int=number)}:1" for number in numbers]


async def send(moderator: Moderator, numbers: tuple[int, ...], **fields: str) -> Response:
    body = {"_d": picked(*numbers), **fields}
    return await moderator.client.post("/bureau/ensemble", data=body, headers=moderator.key, follow_redirects=False)


async def verdicts(database: Database, *numbers: int) -> list[str]:
    return [(await history(database, number))[-1][2] for number in numbers]


async def three(database: Database) -> None:
    await assess_all(
        database, *(changed(n, organiser=UNNUMBERED, content=content(title=f"Titre {n}")) for n in (1, 2, 3))
    )


async def test_who_gets_which_mail_is_shown_before_anything_is_decided(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await three(database)
    fields = {"act": "refuse", "refuse.message": "Il nous manque votre récépissé."}
    preview = await send(moderator, (1, 2, 3), **fields)
    await tell(database, database_url)

    assert preview.status_code == 200
    assert "Il nous manque votre récépissé." in preview.text
    assert all(f"Titre\u00a0{number}" in preview.text or f"Titre {number}" in preview.text for number in (1, 2, 3))
    assert await verdicts(database, 1, 2, 3) == ["to_review"] * 3


async def test_all_are_decided_once_it_is_confirmed_and_undone_at_one_go(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await three(database)
    fields = {"act": "accept", "accept.message": "Bienvenue !", "_confirmed": "1"}
    undone = await moderator.undo(await send(moderator, (1, 2, 3), **fields))
    await tell(database, database_url)
    nothing = await verdicts(database, 1, 2, 3)
    await send(moderator, (1, 2, 3), **fields)
    await tell(database, database_url)

    assert undone.headers["location"].startswith("/bureau?fait=")
    assert nothing == ["to_review"] * 3
    assert await verdicts(database, 1, 2, 3) == ["eligible"] * 3


async def test_what_a_colleague_was_quicker_with_is_left_out_and_named(
    moderator: Moderator, colleague: Moderator, database: Database, database_url: str
) -> None:
    await three(database)
    await colleague.decide(2, "refuse", message="Déjà vu ensemble.")
    await assess_all(database, changed(3, 2, organiser=UNNUMBERED, content=content(title="Titre changé")))
    answer = await send(moderator, (1, 2, 3), act="accept", _confirmed="1")
    await tell(database, database_url)

    assert answer.status_code == 200
    assert "Titre changé" in answer.text
    assert await verdicts(database, 1, 2, 3) == ["eligible", "refused", "to_review"]


async def test_dossiers_without_a_question_in_common_are_not_decided_together(
    moderator: Moderator, database: Database
) -> None:
    await three(database)
    await assess_all(database, changed(4))
    page = await moderator.client.get(
        "/bureau/ensemble", params={"_d": picked(1, 4)}, headers=moderator.key, follow_redirects=False
    )

    assert page.status_code == 409


async def test_another_chambers_dossier_is_not_decided_among_others(
    neighbour: Moderator, database: Database, database_url: str
) -> None:
    await three(database)
    await assess_all(database, changed(5, region_code="28", organiser=UNNUMBERED))
    answer = await send(neighbour, (1, 5), act="accept", _confirmed="1")
    await tell(database, database_url)

    assert answer.status_code == 403
    assert await verdicts(database, 1, 5) == ["to_review"] * 2
