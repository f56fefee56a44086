"""Which places are one, and which of them a published manifestation tells the register."""

from dataclasses import replace

from services.submission.places.rules.naming import asked_words, named_places, place_id_of, says, words_of
from services.submission.places.rules.place import KnownPlace, alike
from tests.support.builders import RENNES, content, occurrence, some_id


def known(number: int, name: str, *, commune_code: str = "35238", retired: bool = False) -> KnownPlace:
    return KnownPlace(
        place_id=some_id(number),
        name=name,
        address="3 rue du Canal",
        postcode="35000",
        commune_code=commune_code,
        commune_name="Rennes",
        department_code="35",
        region_code="53",
        latitude=None,
        longitude=None,
        retired_at=content().starts_at if retired else None,
        version=1,
        uses=1,
    )


def test_case_accents_and_signs_make_no_other_place_and_street_and_commune_do() -> None:
    one = place_id_of("Maison des Associations", "3, rue de l’Étang", "35238")

    assert one == place_id_of("maison des associations", "3 rue de l'etang", "35238")
    assert one != place_id_of("Maison des Associations", "4, rue de l’Étang", "35238")
    assert one != place_id_of("Maison des Associations", "3, rue de l’Étang", "29019")
    assert place_id_of("Le Quai", "1 rue Haute", "75104") == place_id_of("Le Quai", "1 rue Haute", "75056")


def test_the_register_is_told_every_place_once_and_none_whose_address_is_kept_back() -> None:
    refuge = replace(RENNES, name="Un refuge", address=None)
    quay = replace(RENNES, name="Le Quai", latitude=48.1, longitude=-1.6)
    dates = tuple(occurrence(place=place) for place in (None, refuge, quay, quay))

    assert [(place.name, place.latitude) for place in named_places(content(occurrences=dates))] == [
        ("Le Hangar des possibles", None),
        ("Le Quai", 48.1),
    ]


def test_words_are_found_by_their_beginnings_in_any_order() -> None:
    words = words_of("Maison de l’Économie", "3 rue du Canal", "35000", "Rennes")

    assert says(words, asked_words("rennes écon"))
    assert says(words, asked_words("350"))
    assert not says(words, asked_words("onomie"))


def test_names_that_are_nearly_the_same_in_one_commune_may_be_one_place() -> None:
    places = [
        known(1, "Maison des associations"),
        known(2, "La Maison des Associations"),
        known(3, "Maison des associations", commune_code="29019"),
        known(4, "Halle Martenot"),
        known(5, "Maison des associations", retired=True),
    ]

    assert [[place.place_id for place in group] for group in alike(places)] == [[some_id(1), some_id(2)]]
