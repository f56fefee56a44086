"""Files behave alike in a folder and in a bucket."""

from pathlib import Path
from uuid import uuid4

import pytest

from shared.objects.errors import ObjectMissing, ObjectsUnavailable
from shared.objects.keys import content_key
from shared.objects.store import Objects
from tests.support.objects import BUCKET, KEY, SECRET


def enter(monkeypatch: pytest.MonkeyPatch, server: str, *, secret: str = SECRET) -> None:
    values = {"ENDPOINT_URL": server, "ACCESS_KEY_ID": KEY, "SECRET_ACCESS_KEY": secret, "REGION": "us-east-1"}
    for name, value in values.items():
        monkeypatch.setenv(f"AWS_{name}", value)


@pytest.fixture(params=["folder", "bucket"])
def objects(request: pytest.FixtureRequest, tmp_path: Path, s3: str, monkeypatch: pytest.MonkeyPatch) -> Objects:
    if request.param == "folder":
        return Objects((tmp_path / "médias").as_uri())
    enter(monkeypatch, s3)
    return Objects(f"s3://{BUCKET}/{uuid4()}")


async def keys_in(objects: Objects, folder: str) -> list[str]:
    return sorted([found.key async for found in objects.list(folder)])


async def test_what_is_put_is_read_listed_and_removed(objects: Objects) -> None:
    key = content_key("images", b"des octets", "png")
    await objects.put(key, b"des octets", media_type="image/png")
    await objects.put("proofs/autre", b"", media_type="application/pdf")
    [found] = [found async for found in objects.list("images")]
    await objects.delete(key)

    assert (key, 10) == (found.key, found.size)
    assert found.changed_at.tzinfo is not None
    assert ([], ["proofs/autre"]) == (await keys_in(objects, "images"), await keys_in(objects, "proofs"))
    assert b"" == await objects.get("proofs/autre")


async def test_a_file_is_replaced_whole(objects: Objects) -> None:
    await objects.put("proofs/un", b"long, puis", media_type="text/plain")
    await objects.put("proofs/un", b"court", media_type="text/plain")

    assert b"court" == await objects.get("proofs/un")


async def test_a_file_that_is_not_there_is_missing_and_may_be_removed_again(objects: Objects) -> None:
    with pytest.raises(ObjectMissing):
        await objects.get("proofs/aucun")
    await objects.delete("proofs/aucun")


async def test_nothing_leads_out_of_the_store(objects: Objects) -> None:
    for key in ("../dehors", "proofs/../../dehors", "/etc/passwd", "proofs//a", "proofs/%2e%2e/a", "Proofs/a", ""):
        with pytest.raises(ValueError, match="is no key"):
            await objects.put(key, b"", media_type="text/plain")


async def test_a_server_that_refuses_us_or_is_not_there_is_told_as_such(
    s3: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for server, secret in ((s3, "un-autre-secret"), ("http://127.0.0.1:9", SECRET)):
        enter(monkeypatch, server, secret=secret)
        with pytest.raises(ObjectsUnavailable, match="réessayez dans quelques minutes"):
            await Objects(f"s3://{BUCKET}/refus").get("proofs/un")

    assert secret not in capsys.readouterr().out


async def test_a_folder_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")

    with pytest.raises(ObjectsUnavailable):
        await Objects((tmp_path / "fichier" / "media").as_uri()).put("proofs/un", b"", media_type="text/plain")
