"""The page of a manifestation in another language."""

from services.programme.site.views.reading import reading_in
from shared.contracts.details import Translation
from tests.support.builders import content

ADDRESS = "https://exemple.fr/programme/1"
BRETON = Translation(title="Dorioù digor", description="Ur mintinvezh.")


def test_what_nobody_translated_offers_no_other_language() -> None:
    known = content(title="Portes ouvertes")
    reading = reading_in(known, "br", ADDRESS)

    assert (reading.title, reading.language, reading.switches) == ("Portes ouvertes", "fr", ())


def test_each_language_has_an_address_under_its_own_name() -> None:
    reading = reading_in(content(translations={"br": BRETON}), "br", ADDRESS)

    assert (reading.title, reading.description, reading.address) == (
        "Dorioù digor",
        "Ur mintinvezh.",
        f"{ADDRESS}?langue=br",
    )
    assert [(each.name, each.address) for each in reading.switches] == [
        ("Français", ADDRESS),
        ("Brezhoneg", f"{ADDRESS}?langue=br"),
    ]


def test_a_description_that_is_not_translated_is_read_in_french_and_said_to_be() -> None:
    known = content(description="Une matinée.", translations={"br": Translation(title="Dorioù digor")})
    reading = reading_in(known, "br", ADDRESS)

    assert (reading.title, reading.description, reading.translated) == ("Dorioù digor", "Une matinée.", False)


def test_a_language_that_is_not_there_is_read_in_french() -> None:
    assert reading_in(content(translations={"br": BRETON}), "de", ADDRESS).is_french
