from typing import Annotated, Literal

from litestar.datastructures import FormMultiDict
from pydantic import Field

from shared.errors import FieldError
from shared.http.forms import FormState, nested
from shared.http.inputs import Input, Line


class PlaceInput(Input):
    postcode: Line


class ContactInput(Input):
    name: Line


class ProposalInput(Input):
    title: Line
    themes: Annotated[list[Literal["a", "b"]], Field(title="Thématiques")]
    tags: tuple[str, ...] | None = None
    place: PlaceInput
    contact: ContactInput | None = None
    note: Line | None = None


def form(*pairs: tuple[str, str]) -> FormMultiDict:
    return FormMultiDict(list(pairs))


def test_dotted_names_become_nested_objects() -> None:
    assert nested(form(("title", "T"), ("place.postcode", "35000")), ProposalInput) == {
        "title": "T",
        "place": {"postcode": "35000"},
    }


def test_ticked_boxes_become_a_list_even_when_only_one_is() -> None:
    assert nested(form(("themes", "a")), ProposalInput) == {"themes": ["a"]}
    assert nested(form(("themes", "a"), ("themes", "b"), ("tags", "x")), ProposalInput) == {
        "themes": ["a", "b"],
        "tags": ["x"],
    }


def test_empty_fields_count_as_missing() -> None:
    assert nested(form(("title", "  "), ("note", ""), ("themes", "")), ProposalInput) == {}


def test_a_required_part_left_empty_is_missing_its_fields_and_an_optional_one_is_left_out() -> None:
    assert nested(form(("place.postcode", ""), ("contact.name", "")), ProposalInput) == {"place": {}}


def test_fields_of_the_form_itself_are_left_out_and_strangers_kept_to_be_refused() -> None:
    assert nested(form(("_token", "x"), ("admin", "1")), ProposalInput) == {"admin": "1"}


def test_contradictory_names_do_not_break_the_reading() -> None:
    assert nested(form(("title", "T"), ("title.x", "1")), ProposalInput) == {"title": "T"}
    assert nested(form(("place.postcode", "1"), ("place", "2")), ProposalInput) == {"place": {"postcode": "1"}}


def fault(pointer: str, message: str) -> FieldError:
    return FieldError(pointer=pointer, code="x", message=message)


def test_values_are_shown_again() -> None:
    state = FormState(values={"title": "T", "themes": ["a"], "place": {"postcode": "35000"}, "n": 3})

    assert state.value("place.postcode") == "35000"
    assert state.value("n") == "3"
    assert state.value("absent.deep") == ""
    assert state.value("place") == ""
    assert state.chosen("themes") == ("a",)
    assert state.chosen("title") == ("T",)
    assert state.chosen("absent") == ()


def test_an_error_stands_at_its_field_and_an_items_error_at_its_list() -> None:
    state = FormState(errors=[fault("/place/postcode", "P."), fault("/themes/1", "T."), fault("/place", "L.")])

    assert state.error("place.postcode") == "P."
    assert state.error("themes") == "T."
    assert state.error("place") == "L."
    assert state.error("title") is None


def test_the_summary_follows_the_form_and_keeps_what_has_no_field() -> None:
    state = FormState(
        errors=[fault("/themes/1", "T."), fault("", "Tout."), fault("/title", "Titre."), fault("/place/x", "X.")]
    )

    assert state.summary(["title", "place", "themes"]) == [
        ("", "Tout."),
        ("title", "Titre."),
        ("place", "X."),
        ("themes", "T."),
    ]
