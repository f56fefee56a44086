import pytest

from shared.french.typography import grouped, listed, number, paragraphs, plural, shortened, town, typo


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Qui ? Tous !", "Qui\u202f? Tous\u202f!"),
        ("Lieu : Nantes ; Rezé", "Lieu\u00a0: Nantes\u202f; Rezé"),
        ("« Nos coopératives »", "«\u00a0Nos coopératives\u00a0»"),
        ("à 10 h 30, 5 € ou 20 %", "à 10\u00a0h 30, 5\u00a0€ ou 20\u00a0%"),
        ("1 842 personnes", "1\u202f842 personnes"),
        ("n° 3", "n°\u00a03"),
    ],
)
def test_spaces_before_signs_and_units_become_unbreakable(written: str, expected: str) -> None:
    assert typo(written) == expected


@pytest.mark.parametrize("text", ["https://exemple.fr/?a=1;b", "10:30", "Pourquoi?", "35000 Rennes", "du 14 au 15"])
def test_nothing_is_added_where_no_space_was_written(text: str) -> None:
    assert typo(text) == text


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0\u00a0atelier"), (1, "1\u00a0atelier"), (2, "2\u00a0ateliers"), (1842, "1\u202f842\u00a0ateliers")],
)
def test_the_plural_starts_at_two(count: int, expected: str) -> None:
    assert plural(count, "atelier") == expected


def test_an_irregular_plural_is_given() -> None:
    assert plural(3, "lieu", "lieux") == "3\u00a0lieux"


def test_decimals_take_a_comma() -> None:
    assert number(1234567.5, 1) == "1\u202f234\u202f567,5"


def test_words_are_joined_as_in_a_sentence() -> None:
    assert listed(["a", "b", "c"]) == "a, b et c"
    assert listed(["a", "b"], "ou") == "a ou b"
    assert listed([]) == ""


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("Une matinée pour visiter les ateliers", 20) == "Une matinée pour…"
    assert shortened("court", 20) == "court"


def test_empty_lines_separate_paragraphs() -> None:
    assert paragraphs("un\r\ndeux\r\n\r\n\r\ntrois\n") == [["un", "deux"], ["trois"]]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Paris 11e Arrondissement", "Paris 11e arrondissement"),
        ("Marseille 1er Arrondissement", "Marseille 1er arrondissement"),
        ("Rennes", "Rennes"),
    ],
)
def test_an_arrondissement_takes_no_capital_inside_a_name(name: str, shown: str) -> None:
    assert town(name) == shown


def test_large_numbers_of_sentences_become_unbreakable_on_pages() -> None:
    assert (grouped(999), grouped(4000), typo(grouped(4000))) == ("999", "4 000", "4\u202f000")


def test_a_line_does_not_end_within_a_short_name() -> None:
    assert typo("en Île-de-France") == "en Île\u2011de\u2011France"
