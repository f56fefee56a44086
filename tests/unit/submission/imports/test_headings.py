import pytest

from services.submission.imports.columns.headings import meaning, nearest
from services.submission.imports.columns.unknown import not_understood
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("TITRE *", "titre"),
        ("Titre (140 caractères au plus)", "titre"),
        ("Titre de l’évènement *", "titre de l evenement"),
        ("3. Description (obligatoire)", "description"),
        ("Descriptif obligatoire", "descriptif"),
        ("Début [jj/mm/aaaa]", "debut"),
        ("Horaires : ex. 10h-12h", "horaires"),
        ("Horaires (de … à …)", "horaires"),
        ("Lieu de la manifestation", "lieu"),
        ("C.P.", "c p"),
        ("Lieu / salle", "lieu"),
        ("Date *\njj/mm/aaaa", "date"),
        ("Ville…", "ville"),
        ("Quel est le titre de votre manifestation ?", "titre"),
        ("Indiquez le code postal", "code postal"),
        ("Mail de contact", "mail de contact"),
        ("Nom de l’atelier", "nom"),
        ("description_fr", "description"),
        ("fields.Titre", "titre"),
    ],
)
def test_instructions_stars_numbers_and_dots_are_no_part_of_a_heading(heading: str, name: str) -> None:
    assert meaning(heading) == name


@pytest.mark.parametrize("heading", ["Nombre de chaises", "Titre de transport", "Commentaire interne", "", "*", "("])
def test_a_heading_that_means_something_else_is_not_taken_for_one_of_ours(heading: str) -> None:
    record = {heading: "Rien", "titre": "Fête", "debut": "14/11/2026"}

    assert map_record(record, Defaults()).body["title"] == "Fête"
    assert "Rien" not in str(map_record(record, Defaults()).body)


def test_a_column_that_is_ignored_is_named_with_the_heading_that_it_resembles() -> None:
    records = [{"Organisatteur": "La Filature", "Chaises": "12"}]

    assert not_understood(records) == ("Colonnes ignorées : Organisatteur (« organisateur » ?), Chaises.",)
    assert nearest("Chaises") is None
