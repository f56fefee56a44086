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


class DateInput(Input):
    note: Line | None = None
    place: PlaceInput | None = None
    boxes: list[str] | None = None


class ProposalInput(Input):
    title: Line
    dates: list[DateInput]
    guests: list[ContactInput] | None = None
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


def test_a_number_in_a_name_is_a_position_in_a_list_in_whatever_order() -> None:
    sent = form(("dates.10.note", "B"), ("dates.2.note", "A"), ("dates.2.place.postcode", "35000"))

    assert nested(sent, ProposalInput) == {"dates": [{"note": "A", "place": {"postcode": "35000"}}, {"note": "B"}]}


def test_an_item_of_a_required_list_stays_however_empty() -> None:
    sent = form(("dates.0.note", ""), ("dates.1.note", "B"), ("guests.0.name", ""))

    assert nested(sent, ProposalInput) == {"dates": [{}, {"note": "B"}]}


def test_boxes_within_an_item_are_a_list() -> None:
    assert nested(form(("dates.0.boxes", "a")), ProposalInput) == {"dates": [{"boxes": ["a"]}]}


def test_numbers_elsewhere_and_words_for_positions_are_names_that_nobody_knows() -> None:
    assert nested(form(("place.0.postcode", "1")), ProposalInput) == {"place": {"0": {"postcode": "1"}}}
    assert nested(form(("dates.x.note", "1"), ("dates.0.note", "2")), ProposalInput) == {
        "dates": {"x": {"note": "1"}, "0": {"note": "2"}}
    }
    assert nested(form(("dates.99999.note", "1"), ("dates.²", "2")), ProposalInput) == {
        "dates": {"99999": {"note": "1"}, "²": "2"}
    }


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


def test_items_that_have_fields_have_faults_and_values_of_their_own() -> None:
    state = FormState(
        values={"dates": [{"note": "A"}, {}]},
        errors=[
            fault("/dates/1/note", "N."),
            fault("/dates/0", "D."),
            fault("/dates", "L."),
            fault("/dates/1/x", "X."),
        ],
    )

    assert (state.count("dates"), state.value("dates.0.note"), state.value("dates.1.note")) == (2, "A", "")
    assert state.value("dates.7.note") == ""
    assert (state.error("dates.1.note"), state.error("dates.0"), state.error("dates")) == ("N.", "D.", "L.")
    assert state.summary(["dates", "dates.0", "dates.0.note", "dates.1", "dates.1.note"]) == [
        ("dates", "L."),
        ("dates.0", "D."),
        ("dates.1", "X."),
        ("dates.1.note", "N."),
    ]
