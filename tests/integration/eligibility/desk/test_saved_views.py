"""The filters of a queue have names of whoever works at it."""

import re

from services.eligibility.desk.rules.saved_views import MOST_VIEWS
from tests.integration.eligibility.desk.working import Moderator

FILTERS = {"motif": "account_not_tied", "q": "vélo & co"}


async def save(who: Moderator, name: str, **filters: str) -> tuple[int, str]:
    answer = await who.client.post(
        "/bureau/vues", data={"view": name, **filters}, headers=who.key, follow_redirects=False
    )
    return answer.status_code, answer.headers.get("location", "")


async def views_of(who: Moderator) -> dict[str, str]:
    """Return the addresses of the views that the queue offers, by name."""
    page = (await who.client.get("/bureau", params={"q": "rien"}, headers=who.key)).text
    [listed] = re.findall(r'aria-label="Mes vues">(.*?)</nav>', page, re.DOTALL) or [""]
    return {
        name: href.replace("&amp;", "&") for href, name in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', listed)
    }


async def test_a_view_leads_back_to_the_same_filters_and_is_nobody_elses(
    moderator: Moderator, neighbour: Moderator
) -> None:
    status, location = await save(moderator, "Vélos à relier", **FILTERS, inconnu="x")
    views = await views_of(moderator)

    assert status == 303
    assert views == {"Vélos à relier": location}
    assert "motif=account_not_tied" in location
    assert "q=v%C3%A9lo+%26+co" in location
    assert "inconnu" not in location
    assert await views_of(neighbour) == {}


async def test_a_name_that_is_saved_again_stands_for_the_later_filters_until_it_is_taken_away(
    moderator: Moderator,
) -> None:
    await save(moderator, "Ateliers", q="atelier")
    _, later = await save(moderator, "Ateliers", q="ateliers")
    saved = await views_of(moderator)
    page = (await moderator.client.get(later, headers=moderator.key)).text
    await moderator.client.post(
        "/bureau/vues/retirer", data={"view": "Ateliers", "q": "ateliers"}, headers=moderator.key
    )

    assert saved == {"Ateliers": later}
    assert "Retirer la vue « Ateliers »" in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert await views_of(moderator) == {}


async def test_a_view_without_a_name_and_one_too_many_are_refused_in_words(moderator: Moderator) -> None:
    nameless = await moderator.client.post("/bureau/vues", data={"view": " ", "q": "x"}, headers=moderator.key)
    for number in range(MOST_VIEWS):
        await save(moderator, f"Vue {number}", q=str(number))
    one_more = await moderator.client.post("/bureau/vues", data={"view": "Encore", "q": "x"}, headers=moderator.key)

    assert nameless.status_code == 422
    assert "Nom de la vue" in nameless.text
    assert one_more.status_code == 409
    assert "retirez-en une" in one_more.text
    assert len(await views_of(moderator)) == MOST_VIEWS
