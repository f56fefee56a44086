"""What a chamber corrects as it accepts is accepted; what the organiser writes anew afterwards is read first."""

from dataclasses import replace

from services.eligibility.dossiers.rules.correction import corrected_texts, corrections_in_words
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.content import Content
from tests.support.builders import CONTENT, content
from tests.unit.eligibility.dossiers.test_examine import SUBMITTED, decided_by_chamber, first, then

FAULTY = content(
    title="Porte ouvertes a la ressourcerie", description="On visite les ateliers, puis on aprend à réparer."
)
RIGHT = replace(FAULTY, title="Portes ouvertes du samedi à la ressourcerie")
CORRECTED = Ruling(verdict="eligible", message="Oui.", corrections={"title": RIGHT.title})


def accepted() -> Dossier:
    return decided_by_chamber(CORRECTED, first("not_found", replace(SUBMITTED, content=FAULTY)))


def amended(said: Content) -> Dossier:
    dossier = accepted()
    return then(dossier, replace(dossier.manifestation, version=2, state="amended", content=said), "not_found")


def test_the_version_with_the_corrections_is_public_without_being_read_again() -> None:
    dossier = amended(RIGHT)

    assert dossier.verdict == "eligible"
    assert dossier.published
    assert (2, RIGHT.title) == (dossier.published.judged_version, dossier.published.content.title)


def test_a_text_that_the_organiser_writes_anew_is_not_public_until_it_is_read() -> None:
    dossier = amended(replace(RIGHT, description="Un tout autre texte, que la chambre n’a pas lu du tout."))

    assert ("to_review", "changed_since_decision") == (dossier.verdict, dossier.reasons[-1].code)
    assert dossier.published
    assert dossier.published.content.description == FAULTY.description


def test_the_thread_says_which_words_were_corrected() -> None:
    [line] = accepted().thread

    assert line.points == (
        "Titre : « Porte » devient « Portes »",
        "Titre : « a » devient « du samedi à »",
    )


def test_a_text_that_says_the_same_and_one_that_is_not_there_are_not_corrected() -> None:
    assert corrected_texts(CONTENT, {"title": CONTENT.title, "print_title": "Portes ouvertes"}) == ()


def test_many_corrections_are_counted() -> None:
    before = content(description=" ".join(f"mot{number} oui" for number in range(20)))
    texts = corrected_texts(before, {"description": before.description.replace("mot", "mots")})

    assert corrections_in_words(texts)[-1] == "et 8 autres"


def test_what_is_taken_out_is_said_too() -> None:
    texts = corrected_texts(content(title="Atelier de de couture"), {"title": "Atelier de couture"})

    assert corrections_in_words(texts) == ("Titre : « de » est retiré",)
