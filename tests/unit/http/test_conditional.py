import pytest

from shared.errors import DomainError, FieldsRefused, VersionChanged, VersionMissing
from shared.http.conditional import etag, expected_version, is_known, weak_etag
from shared.versions import require_version


def test_an_entity_tag_names_the_version() -> None:
    assert etag(3) == '"3"'
    assert etag("abc") == '"abc"'
    assert weak_etag(3) == 'W/"3"'


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"1", "3"', "*", ' "3" '])
def test_a_caller_who_has_the_version_is_not_sent_it_again(header: str) -> None:
    assert is_known(header, 3)


@pytest.mark.parametrize("header", [None, '"4"', "3", "", '"33"'])
def test_a_caller_who_has_another_version_is_sent_this_one(header: str | None) -> None:
    assert not is_known(header, 3)


@pytest.mark.parametrize("header", ['"3"', ' "3" '])
def test_the_version_a_change_is_based_on_is_read(header: str) -> None:
    assert expected_version(header) == 3


@pytest.mark.parametrize(
    ("header", "condition"),
    [
        (None, VersionMissing),
        ("", VersionMissing),
        ("*", VersionMissing),
        ('W/"3"', VersionChanged),
        ("3", FieldsRefused),
        ('"3", "4"', FieldsRefused),
        ('"abc"', FieldsRefused),
        ('"0"', FieldsRefused),
        ('"-1"', FieldsRefused),
        ('"99999999999999999999"', FieldsRefused),
        ("é", FieldsRefused),
    ],
)
def test_a_change_without_one_exact_version_is_refused(header: str | None, condition: type[DomainError]) -> None:
    with pytest.raises(condition):
        expected_version(header)


def test_a_stale_version_is_refused_with_the_present_one() -> None:
    require_version(3, 3)
    with pytest.raises(VersionChanged, match="la version actuelle est la 4"):
        require_version(3, 4)
