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
        ("Nom de votre structure", "nom de la structure"),
        ("N° de SIRET (14 chiffres)", "n de siret"),
        ("Description détaillée (500 caractères max)", "description"),
        ("CODE POSTAL DU LIEU", "code postal du lieu"),
        ("Courriel à publier", "courriel"),
        ("ThÃ¨me", "theme"),
        ("Zip code", "zip code"),
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


def test_headings_of_programs_in_english_are_understood() -> None:
    record = {
        "Event name": "Fête", "Summary": "Une fête pour toutes et tous.", "Start date": "14/11/2026",
        "Start time": "2:00 PM", "End time": "6:00 PM", "Venue name": "Le Hangar", "Street address": "1 rue du Port",
        "Zip code": "35000", "City": "Rennes", "Organization": "La Filature", "Phone number": "02 61 91 00 20",
        "Audience": "Everyone",
    }  # fmt: skip

    body = map_record(record, Defaults(), table=True).body

    assert (body["title"], body["description"]) == ("Fête", "Une fête pour toutes et tous.")
    assert body["occurrences"][0]["starts_at"].startswith("2026-11-14T14:00")
    assert body["place"]["commune_code"] == "35238"
    assert body["open_to_all"] is True


def test_a_column_that_its_heading_calls_private_is_never_published() -> None:
    headings = ("Mail du responsable", "Votre e-mail", "Email (ne sera pas publié)", "Téléphone du référent")
    record = {heading: "a@prive.example" if "ail" in heading else "06 39 98 00 21" for heading in headings}

    mapped = map_record({**record, "Courriel à publier": "contact@exemple.fr"}, Defaults(), table=True)

    assert mapped.body["public_contact"] == {"email": "contact@exemple.fr"}
    assert all(any(heading in note for note in mapped.notes) for heading in headings)
