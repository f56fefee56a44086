import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import uvicorn
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from deploy.local.register import incidents
from deploy.local.register.app import create_app
from deploy.local.register.organisations import organisations
from shared.geography import REGIONS, find_commune

UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@pytest.fixture(scope="module")
def register() -> Iterator[httpx.Client]:
    """A client of the stand-in, listening on a free port in a thread of this process."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=10) as client:
        yield client
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def results(register: httpx.Client, **parameters: str) -> list[dict[str, Any]]:
    answer = register.get("/search", params=parameters)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_a_siren_finds_its_unit_in_the_shape_of_the_real_register(register: httpx.Client) -> None:
    answer = register.get("/search", params={"q": "999999014"}).json()

    [unit] = answer.pop("results")
    assert answer == {"total_results": 1, "page": 1, "per_page": 10, "total_pages": 1}
    assert unit["siren"] == "999999014"
    assert unit["nom_complet"] == "LES ATELIERS DU CANAL (LAC)"
    assert (unit["nature_juridique"], unit["activite_principale"], unit["section_activite_principale"]) == (
        "9220",
        "94.99Z",
        "S",
    )
    assert unit["siege"]["adresse"] == "12 RUE DU PORT 44000 NANTES"
    assert (unit["siege"]["departement"], unit["siege"]["region"]) == ("44", "52")
    assert (unit["siege"]["latitude"], unit["siege"]["longitude"]) == ("47.2173", "-1.5534")
    assert unit["complements"]["est_ess"] is True
    assert unit["complements"]["identifiant_association"] == "W442000001"
    assert unit["matching_etablissements"] == []


def test_blanks_in_a_number_are_tolerated_and_other_filters_ignored(register: httpx.Client) -> None:
    assert len(results(register, q="999 999 014", departement="75", est_ess="false")) == 1


def test_a_siret_finds_its_unit_and_names_that_establishment_only(register: httpx.Client) -> None:
    [unit] = results(register, q="99990046700021")

    assert unit["siren"] == "999900467"
    assert unit["siege"]["siret"] == "99990046700013"
    assert [place["siret"] for place in unit["matching_etablissements"]] == ["99990046700021"]
    assert "departement" not in unit["matching_etablissements"][0]


def test_an_unknown_number_is_found_empty_not_refused(register: httpx.Client) -> None:
    answer = register.get("/search", params={"q": "999999030"})

    assert answer.status_code == 200
    assert answer.json() == {"results": [], "total_results": 0, "page": 1, "per_page": 10, "total_pages": 0}


def test_an_rna_number_is_searched_in_words_and_finds_the_association_that_bears_it(register: httpx.Client) -> None:
    assert [unit["siren"] for unit in results(register, q="W999000001")] == ["999900012"]
    assert results(register, q="W999999999") == []


def test_words_find_names_that_have_all_of_them(register: httpx.Client) -> None:
    assert [unit["nom_raison_sociale"] for unit in results(register, q="ateliers du canal")] == [
        "LES ATELIERS DU CANAL"
    ]


def test_a_school_code_filters(register: httpx.Client) -> None:
    [unit] = results(register, id_uai="9990202R")

    assert unit["nature_juridique"] == "7331"
    assert unit["siege"]["liste_uai"] == ["9990202R"]
    assert unit["complements"]["est_uai"] is True


def test_the_short_answer_has_only_the_parts_asked_for(register: httpx.Client) -> None:
    [unit] = results(register, q="999999014", minimal="true", include="siege,complements")

    assert {"siege", "complements"} <= unit.keys()
    assert not {"dirigeants", "finances", "tva", "matching_etablissements"} & unit.keys()


def test_what_a_unit_asked_to_hide_is_masked(register: httpx.Client) -> None:
    [unit] = results(register, q="999900533")

    assert unit["statut_diffusion"] == "P"
    assert unit["nom_raison_sociale"] == "REFUGE ET DIGNITE EN MAYENNE"
    assert unit["siege"]["adresse"] == "[NON-DIFFUSIBLE]"
    assert unit["siege"]["latitude"] == "[NON-DIFFUSIBLE]"
    assert unit["siege"]["region"] == "52"
    [person] = results(register, q="999900665")
    assert person["nom_complet"] == person["nom_raison_sociale"] == "[NON-DIFFUSIBLE]"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"q": "ab"}, "3 caractères minimum pour les termes de la requête (ou utilisez au moins un filtre)"),
        ({}, "Veuillez indiquer au moins un paramètre de recherche."),
        ({"q": "999999014", "page": "x"}, "Veuillez indiquer un paramètre `page` entier."),
        (
            {"q": "999999014", "per_page": "26"},
            "Veuillez indiquer un paramètre `per_page` entre `1` et `25`, par défaut `10`.",
        ),
    ],
)
def test_a_bad_question_is_refused_with_a_sentence(
    register: httpx.Client, parameters: dict[str, str], sentence: str
) -> None:
    answer = register.get("/search", params=parameters)

    assert (answer.status_code, answer.json()) == (400, {"erreur": sentence})


def test_pages_are_cut_as_asked(register: httpx.Client) -> None:
    first = register.get("/search", params={"q": "les", "per_page": "5"}).json()
    last = register.get("/search", params={"q": "les", "per_page": "5", "page": str(first["total_pages"])}).json()

    assert len(first["results"]) == 5
    assert 1 <= len(last["results"]) <= 5
    assert first["results"][0]["siren"] != last["results"][0]["siren"]


@pytest.mark.parametrize(("siren", "status"), [("999999428", 429), ("999999501", 500), ("999999527", 502)])
def test_some_numbers_play_a_bad_day(register: httpx.Client, siren: str, status: int) -> None:
    assert register.get("/search", params={"q": siren}).status_code == status


def test_a_busy_register_says_when_to_come_back_and_then_answers(register: httpx.Client) -> None:
    first, second = (register.get("/search", params={"q": "999999436"}) for _ in range(2))

    assert (first.status_code, first.headers["retry-after"]) == (429, "1")
    assert second.json()["total_results"] == 1


def test_it_can_be_told_to_fail_and_to_answer_again(register: httpx.Client) -> None:
    register.put("/incident", params={"incident": "busy", "retry_after": "7"})
    busy = register.get("/search", params={"q": "999999014"})
    assert (429, "7") == (busy.status_code, busy.headers["retry-after"])

    register.put("/incident", params={"incident": "half_a_body"})
    with pytest.raises(httpx.RemoteProtocolError):
        register.get("/search", params={"q": "999999014"})

    register.put("/incident")
    assert 1 == len(results(register, q="999999014"))
    assert 400 == register.put("/incident", params={"incident": "flood"}).status_code


def test_a_former_establishment_is_closed_and_where_it_was(register: httpx.Client) -> None:
    [unit] = results(register, q="99990067300016")
    [place] = unit["matching_etablissements"]

    assert ("A", "A", "F") == (
        unit["etat_administratif"],
        unit["siege"]["etat_administratif"],
        place["etat_administratif"],
    )
    assert ("27", "52") == (unit["siege"]["region"], place["region"])
    assert ("94.99Z", "94.99Y") == (unit["activite_principale"], unit["activite_principale_naf25"])
    assert ["LA GRANDE HALTE"] == unit["siege"]["liste_enseignes"]


def test_a_foundation_is_found_by_its_number_or_by_words(register: httpx.Client) -> None:
    by_number, by_words, unknown = (
        register.get("/fondation", params={"q": query}).json()["results"]
        for query in ("037-fe-00137-01", "rives du cher", "092-FDD-99999-99")
    )

    assert by_number == by_words
    assert [("037-FE-00137-01", "999900137")] == [(each["numero_rnf"], each["siren"]) for each in by_number]
    assert [] == unknown


def test_half_an_answer_is_no_json(register: httpx.Client) -> None:
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        register.get("/search", params={"q": "999999998"}).json()


def test_a_slow_answer_comes_in_the_end(register: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(incidents.ALWAYS, "999999048", replace(incidents.SLOW, after_seconds=1))

    assert [unit["siren"] for unit in results(register, q="999999048")] == ["999999048"]
    with pytest.raises(httpx.ReadTimeout):
        register.get("/search", params={"q": "999999048"}, timeout=0.2)


def test_anything_else_is_not_here(register: httpx.Client) -> None:
    assert register.get("/near_point").status_code == 404
    assert register.post("/search").status_code == 404


def test_the_organisations_are_fictitious_well_formed_and_in_every_region() -> None:
    units = organisations()

    assert len({unit.siren for unit in units}) == len(units) >= 60
    for unit in units:
        commune = find_commune(unit.commune_code)
        assert commune is not None
        assert unit.postcode in commune.postcodes
        assert unit.siren.startswith("9999")
        assert siren_number.is_valid(unit.siren)
        assert unit.siret.startswith(unit.siren)
        assert siret_number.is_valid(unit.siret)
        assert unit.uai is None or unit.uai[-1] == UAI_KEYS[int(unit.uai[:-1]) % len(UAI_KEYS)]
    regions = {commune.region_code for unit in units if (commune := find_commune(unit.commune_code))}
    assert regions == {region.code for region in REGIONS}
