"""Title and description in other languages, as the form asks for them."""

from services.submission.organiser_space.bodies.translations import translation_values
from services.submission.organiser_space.views.differences import differences
from shared.contracts.details import Translation
from shared.french.languages import WRITTEN, french_name, own_name
from tests.support.edition import EDITION
from tests.unit.submission.organiser_space.test_form import content, faults, filled

BRETON = {
    "translations__0__language": "br",
    "translations__0__title": "Dorioù digor",
    "translations__0__description": "Ur mintinvezh.",
}


def test_each_block_is_a_translation_and_reads_back_as_it_was() -> None:
    arabic = {"translations__3__language": "ar", "translations__3__title": "أبواب مفتوحة"}
    known = content(**BRETON, **arabic)

    assert known.translations == {
        "br": Translation(title="Dorioù digor", description="Ur mintinvezh."),
        "ar": Translation(title="أبواب مفتوحة"),
    }
    assert translation_values(known) == {
        "0": {"language": "br", "title": "Dorioù digor", "description": "Ur mintinvezh."},
        "1": {"language": "ar", "title": "أبواب مفتوحة"},
    }


def test_blocks_that_are_left_empty_are_no_translation() -> None:
    assert content(translations__0__language="", translations__1__title=" ").translations == {}


def test_a_fault_stands_in_its_block_and_names_the_language() -> None:
    second = {"translations__1__language": "en", "translations__1__title": "No"}
    [(pointer, message)] = faults(**BRETON, **second)

    assert pointer == "/translations/1/title"
    assert message.startswith("Traduction en anglais : le champ « Titre traduit » compte 2 caractères")


def test_a_translation_has_a_language_of_its_own_and_a_title() -> None:
    assert faults(
        **BRETON,
        translations__1__title="Opening",
        translations__2__language="br",
        translations__2__title="Adarre",
    ) == [
        ("/translations/1/language", "Choisissez la langue de cette traduction, ou videz son titre et sa description."),
        ("/translations/2/language", "Il y a déjà une traduction en breton : gardez-en une, ou changez de langue."),
    ]
    assert faults(translations__0__language="br") == [
        ("/translations/0/title", "Donnez le titre en breton, ou videz cette traduction.")
    ]


def test_what_two_windows_translate_otherwise_is_shown_in_words() -> None:
    [change] = differences(EDITION, filled(**BRETON), filled(**{**BRETON, "translations__0__language": "oc"}))

    assert (change.label, change.here, change.there) == ("Traduction n° 1 : langue", "breton", "occitan")


def test_every_language_has_its_name_and_a_variety_that_of_its_language() -> None:
    assert (french_name("pt-BR"), own_name("br"), french_name("xyz")) == ("portugais", "brezhoneg", "xyz")
    assert not {"fr", "fsl"} & {*WRITTEN}
