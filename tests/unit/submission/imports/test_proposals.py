"""Organisers without a number, and the known structures that they may be: proposed, never taken."""

from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.rules.proposals import Proposal, answered, proposals, value_of, with_proposals
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.task import Task
from services.submission.manifestations.rules.known_organiser import KnownOrganiser
from tests.support.edition import EDITION

RENNES, BREST = "35238", "29019"
KNOWN = [
    KnownOrganiser(name="Recyclerie de la Boucle", kind="siren", number="999900053", commune_codes=(RENNES,)),
    KnownOrganiser(name="La Fabrique des communs de l’Ouest", kind="siret", number="99990008700019"),
    KnownOrganiser(name="Imprimerie coopérative de la Rade", kind="siren", number="999900095", commune_codes=(BREST,)),
]
HEADER = "Titre;Description;Date;Lieu;Adresse;Code postal;Commune;Thème;Public;Organisateur;Courriel"


def read(*organisers: str, known: dict[str, dict[str, str]] | None = None) -> list[ImportRow]:
    lines = [
        f"Atelier {name} {number};On apprend ensemble à réparer.;14/11/2026;Le Hangar;1 rue du Port;35000;Rennes;"
        f"Coopération;Tout public;{name};contact@exemple.fr"
        for number, name in enumerate(organisers)
    ]
    content = "\n".join([HEADER, *lines]).encode()
    found = understand(
        Task(file_name="a.csv", defaults=Defaults(known_organisers=known or {}), edition=EDITION), content
    )
    return list(found.rows)


def proposed(*organisers: str) -> list[Proposal]:
    return proposals(read(*organisers), KNOWN)


@pytest.mark.parametrize(
    "name",
    [
        "La recyclerie de la boucle",
        "RECYCLERIE LA BOUCLE",
        "Association Recyclerie de la Boucle",
        "Reciclerie de la Boucle",
    ],
)
def test_a_name_that_is_nearly_that_of_a_structure_of_the_same_commune_is_proposed(name: str) -> None:
    [proposal] = proposed(name)

    assert [structure.number for structure in proposal.structures] == ["999900053"]
    assert (proposal.commune, proposal.rows) == ("Rennes", (1,))


@pytest.mark.parametrize("name", ["La Boucle", "Recyclerie de Rennes", "Imprimerie du Port", "Mairie"])
def test_a_name_that_only_resembles_one_is_not(name: str) -> None:
    assert proposed(name) == []


def test_nothing_is_taken_without_an_answer_and_the_report_says_what_it_may_be() -> None:
    rows = read("La Recyclerie de la Boucle")

    [row] = with_proposals(rows, proposals(rows, KNOWN))

    assert row.outcome == "incomplete"
    assert "organiser" not in (row.body or {})
    [message] = [fault.message for fault in row.faults]
    assert "999900053" in message
    assert "Rennes" in message


def test_what_was_answered_among_the_proposals_is_the_number_of_every_record_of_that_organiser() -> None:
    name = "La Recyclerie de la Boucle"
    found = proposed(name, name)
    said = answered(found, {found[0].key: value_of(KNOWN[0])})

    rows = read(name, name, "Mairie", known=said)

    assert [row.outcome for row in rows] == ["new", "new", "incomplete"]
    organiser: dict[str, Any] = (rows[0].body or {})["organiser"]
    assert organiser == {"name": name, "siren": "999900053"}
    assert any("d’après votre réponse" in note for note in rows[0].notes)


def test_an_answer_that_was_not_proposed_counts_for_nothing() -> None:
    found = proposed("La Recyclerie de la Boucle")

    assert answered(found, {found[0].key: "siren:123456782"}) == {}
