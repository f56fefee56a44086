from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from services.programme.feeds.changes import SETTLED
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, decided_in, enlist_all
from tests.support.builders import content, some_id

ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


async def changes(site: Site, **asked: Any) -> dict[str, Any]:
    """Ask once all that was written until now has settled."""
    site.clock.now = datetime.now(UTC) + SETTLED + timedelta(seconds=1)
    return dict((await site.client.get("/manifestations/changes", params=asked)).json())


def ids(found: dict[str, Any]) -> list[str]:
    return [each["manifestation_id"] for each in found["items"]]


async def test_a_copy_follows_from_its_cursor_on_and_hears_what_left(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1), decided(some_id(2), 1))
    first = await changes(site)
    await enlist_all(
        site.database,
        decided(some_id(1), 2, online=False, paper=False),
        decided(some_id(2), 2, content=content(title="Un autre titre")),
    )

    then = await changes(site, cursor=first["next"])
    nothing = await changes(site, cursor=then["next"])

    assert {each["state"] for each in first["items"]} == {"online"}
    assert {each["manifestation_id"]: each["state"] for each in then["items"]} == {
        str(some_id(1)): "removed",
        str(some_id(2)): "online",
    }
    assert [each["listing"] and each["listing"]["content"]["title"] for each in then["items"]].count(None) == 1
    assert (nothing["items"], nothing["next"], nothing["more"]) == ([], then["next"], False)


async def test_pages_of_changes_leave_nothing_out_and_say_when_there_is_more(site: Site) -> None:
    await enlist_all(site.database, *(decided(some_id(number), 1) for number in range(1, 6)))

    seen: list[str] = []
    page = await changes(site, limit=2)
    seen += ids(page)
    while page["more"]:
        page = await changes(site, limit=2, cursor=page["next"])
        seen += ids(page)

    assert sorted(seen) == sorted(str(some_id(number)) for number in range(1, 6))


async def test_what_is_judged_again_without_reading_otherwise_is_no_change(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1))
    first = await changes(site)

    await enlist_all(site.database, decided(some_id(1), 2))

    assert (await changes(site, cursor=first["next"]))["items"] == []


async def test_what_was_written_in_the_last_minute_comes_later(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1))

    site.clock.now = datetime.now(UTC) + timedelta(seconds=1)
    early = (await site.client.get("/manifestations/changes")).json()

    assert early["items"] == []
    assert ids(await changes(site)) == [str(some_id(1))]


async def test_what_was_never_online_is_not_named(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, online=False, paper=False))
    await enlist_all(site.database, decided(some_id(1), 2, online=False, paper=False))

    assert (await changes(site))["items"] == []


async def test_changes_of_one_region_are_asked_for_even_of_what_left(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, region_code="53"), decided_in(2, region_code="11"))
    await enlist_all(site.database, decided(some_id(1), 2, online=False, paper=False))

    found = await changes(site, region="53")

    assert [(each["manifestation_id"], each["state"]) for each in found["items"]] == [(str(some_id(1)), "removed")]


async def test_a_feed_has_an_entry_for_what_is_online_and_a_deleted_one_for_what_left(site: Site) -> None:
    await enlist_all(
        site.database, decided(some_id(1), 1), decided(some_id(2), 1, content=content(title="Thé & gâteaux <3"))
    )
    await enlist_all(site.database, decided(some_id(1), 2, online=False, paper=False))

    answer = await site.client.get("/programme/nouveautes.atom")
    root = ET.fromstring(answer.content)

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert [each.findtext("a:title", namespaces=ATOM) for each in root.findall("a:entry", ATOM)] == ["Thé & gâteaux <3"]
    assert [each.get("ref") for each in root.findall("at:deleted-entry", ATOM)] == [some_id(1).urn]
    # Required of a feed and of each entry (RFC 4287, sections 4.1.1 and 4.1.2).
    for element in (root, *root.findall("a:entry", ATOM)):
        assert all(element.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))


async def test_a_feed_without_changes_is_a_feed(site: Site) -> None:
    root = ET.fromstring((await site.client.get("/programme/nouveautes.atom")).content)

    assert root.findtext("a:updated", namespaces=ATOM)


async def test_the_page_says_by_day_what_appeared_changed_and_left(site: Site) -> None:
    await enlist_all(site.database, decided(some_id(1), 1), decided(some_id(2), 1, content=content(title="Un marché")))
    await enlist_all(site.database, decided(some_id(1), 2, online=False, paper=False))

    html = (await site.page("/programme/nouveautes?region=")).text

    assert "Un marché" in html
    assert "Retiré" in html
    assert 'type="application/atom+xml"' in html
