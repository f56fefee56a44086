import pytest

from services.submission.imports.mapping.address import place
from services.submission.imports.mapping.whereabouts import Found, locate


def where(**known: str) -> Found:
    return locate(
        code=known.get("code"), postcode=known.get("postcode"), city=known.get("city"), address=known.get("address", "")
    )


@pytest.mark.parametrize(
    ("known", "commune", "postcode"),
    [
        ({"postcode": "30400", "city": "Villeneuve-lès-Avignon"}, "30351", "30400"),
        ({"postcode": "34410", "city": "SERIGNAN"}, "34299", "34410"),
        ({"postcode": "1000", "city": "St Denis les Bourg"}, "01344", "01000"),
        ({"postcode": "75011", "city": "Paris"}, "75056", "75011"),
        ({"postcode": "75011", "city": "PARIS 11"}, "75111", "75011"),
        ({"postcode": "13001", "city": "Marseille 1er arrondissement"}, "13201", "13001"),
        ({"postcode": "33470", "city": "Teich"}, "33527", "33470"),
        ({"postcode": "31600", "city": "Muret (31)"}, "31395", "31600"),
        ({"code": "44109", "postcode": "44000"}, "44109", "44000"),
        ({"code": "1001"}, "01001", "01400"),
        ({"code": "2a004", "postcode": "20000"}, "2A004", "20000"),
        ({"city": "Nanterre"}, "92050", "92000"),
        ({"address": "Théâtre, 34130 Mudaison - Hérault"}, "34176", "34130"),
        ({"postcode": "11370", "address": "Quai, 11370 PORT LEUCATE - Aude"}, "11202", "11370"),
        ({"postcode": "31200", "address": "67, Chemin, 31200  - Haute-Garonne"}, "31555", "31200"),
        ({"postcode": "32420", "city": "Villefranche"}, "32465", "32420"),
        ({"postcode": "92021", "city": "Nanterre Cedex"}, "92050", "92000"),
        ({"postcode": "01300", "city": "Arbignieu"}, "01015", "01300"),
        ({"city": "Lyon 3"}, "69383", "69003"),
        ({"city": "PARIS XIème"}, "75111", "75011"),
        ({"city": "Paris Xième"}, "75110", "75010"),
        ({"city": "Paris", "address": "5 rue du Test, Paris XXe"}, "75120", "75020"),
        ({"city": "MARSEILLE 8EME"}, "13208", "13008"),
        ({"city": "Paris XIe"}, "75111", "75011"),
        ({"city": "Paris", "address": "127 rue des Lavoirs, Paris 4e"}, "75104", "75004"),
        ({"city": "Lyon", "address": "1 rue du Lin, 1er arrondissement"}, "69381", "69001"),
        ({"address": "127 rue des Lavoirs, Paris 20e arrondissement"}, "75120", "75020"),
        ({"code": "85307", "postcode": "85460"}, "85001", "85460"),
        ({"postcode": "20250", "city": "Corte CEDEX"}, "2B096", "20250"),
        ({"postcode": "F-35000", "city": "Rennes"}, "35238", "35000"),
        ({"postcode": "35000 Rennes"}, "35238", "35000"),
        ({"city": "35000 Rennes"}, "35238", "35000"),
        ({"city": "Rennes (35000)"}, "35238", "35000"),
        ({"postcode": "35000", "city": "Ville de Rennes"}, "35238", "35000"),
        ({"postcode": "29200", "city": "BREST Cédex 2"}, "29019", "29200"),
    ],
)
def test_a_commune_is_found_where_what_is_written_leaves_no_choice(
    known: dict[str, str], commune: str, postcode: str
) -> None:
    found = where(**known)

    assert found.commune is not None, found.fault
    assert (found.commune.code, found.postcode, found.fault) == (commune, postcode, None)


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "La commune manque"),
        ({"postcode": "34400"}, "Lunel 34145"),
        ({"postcode": "31400", "city": "Muret"}, "n’a pas le code postal 31400"),
        ({"postcode": "34410", "city": "Port-Sérignan"}, "aucune des communes du code postal 34410"),
        ({"city": "Sainte-Colombe"}, "12 communes"),
        ({"city": "Trifouillis"}, "Aucune commune ne s’appelle"),
        ({"postcode": "99999", "city": "Nantes"}, "Le code postal 99999"),
        ({"postcode": "99999"}, "Le code postal 99999"),
        ({"postcode": "abc", "city": "Nantes"}, "Le code postal abc"),
        ({"code": "99999"}, "n’est le code INSEE d’aucune commune"),
    ],
)
def test_nothing_is_guessed_between_several(known: dict[str, str], says: str) -> None:
    found = where(**known)

    assert found.commune is None
    assert says in (found.fault or "")


def test_a_commune_with_several_postcodes_needs_one() -> None:
    found = where(city="Nantes")

    assert found.commune is not None
    assert found.at_fault == "/place/postcode"
    assert "44000, 44100, 44200, 44300" in (found.fault or "")


@pytest.mark.parametrize(
    ("known", "successor"),
    [
        ({"postcode": "93380", "city": "Pierrefitte-sur-Seine"}, "Saint-Denis (93066)"),
        ({"code": "85307", "postcode": "85460", "city": "La Faute-sur-Mer"}, "L’Aiguillon-la-Presqu’île (85001)"),
        ({"postcode": "24380", "city": "Cendrieux"}, "Val de Louyre et Caudeau (24362)"),
    ],
)
def test_the_commune_that_took_another_in_is_named(known: dict[str, str], successor: str) -> None:
    assert successor in (where(**known).note or "")


@pytest.mark.parametrize("city", ["ST DENIS", "Saint-Denis", "saint denis"])
def test_a_name_in_another_spelling_has_no_successor(city: str) -> None:
    assert where(postcode="93200", city=city).note is None


def test_an_arrondissement_of_another_town_is_not_taken() -> None:
    assert where(city="Rennes", address="12 rue de Paris 4").postcode is None
    assert where(city="Lyon 3e", address="12 rue du Lin, Paris 4e").postcode is None


@pytest.mark.parametrize(
    "known",
    [
        {"postcode": "34300", "city": "LE CAP D AGDE"},
        {"postcode": "34300"},
        {"code": "99999", "postcode": "35000", "city": "Rennes"},
        {"postcode": "92021", "city": "Nanterre"},
    ],
)
def test_what_was_concluded_is_said(known: dict[str, str]) -> None:
    assert where(**known).note


def test_a_place_apart_from_its_street_postcode_commune_and_department() -> None:
    found = place(
        venue="Cinéma Véo Muret",
        address="49, Bd d'europe, Cinéma Véo Muret, 31600 Muret - Haute-Garonne",
        postcode="31600",
        city="Muret",
        commune="Muret",
    )

    assert (found.name, found.address, found.notes) == ("Cinéma Véo Muret", "49, Bd d'europe", ())


@pytest.mark.parametrize(
    ("venue", "address", "expected"),
    [
        ("Eglise", "., Eglise, 09300 Montségur - Ariège", ("Eglise", "Eglise")),
        (None, "Montségur, 09300 Montségur - Ariège", ("Montségur", "Montségur")),
        (None, None, ("Montségur", "Montségur")),
        (None, "Place Jean Jaurès, 09300 Montségur", ("Place Jean Jaurès", "Place Jean Jaurès")),
        (None, "12 rue du Port, La Halle, 09300 Montségur", ("La Halle", "12 rue du Port")),
        ("place des Martyrs", "Le Hup - 6, place des Martyrs", ("place des Martyrs", "Le Hup - 6, place des Martyrs")),
        ("campagne)", "Le Bourg, Village (église, campagne)", ("Le Bourg", "Village (église, campagne)")),
        ("La Halle", "Rue A, Rue A, France", ("La Halle", "Rue A")),
        (
            None,
            "Rue des Lavoirs, 09300 Montségur, Halle aux laines, 09300 Montségur - Ariège",
            ("Halle aux laines", "Rue des Lavoirs"),
        ),
        (None, "Avenue du Lac, Salle polyvalente", ("Salle polyvalente", "Avenue du Lac")),
        ("La Bobine", "127 rue des Lavoirs, Paris 4e", ("La Bobine", "127 rue des Lavoirs")),
        ("Séméac", "Tarbes, Ibos, Séméac", ("Séméac", "Tarbes, Ibos")),
    ],
)
def test_a_name_and_a_street_each_stand_in_for_the_other(
    venue: str | None, address: str | None, expected: tuple[str, str]
) -> None:
    found = place(venue=venue, address=address, postcode="09300", city="Montségur", commune="Montségur")

    assert (found.name, found.address) == expected


def test_where_nothing_is_known_nothing_is_made_up() -> None:
    found = place(venue=None, address="-", postcode=None, city=None, commune=None)

    assert (found.name, found.address) == ("", "")


@pytest.mark.parametrize(
    ("address", "name", "street"),
    [
        ("Place du Marché, Office du tourisme, Place du Marché, 35000 Rennes", "Place du Marché", "Office du tourisme"),
        ("jardin), Hameau, Bourg (place, jardin), 35000 Rennes", "Hameau", "Bourg (place, jardin)"),
        ("Salle (rez-de-chaussée, porte B), 3 rue du Lin", "Salle (rez-de-chaussée, porte B)", "3 rue du Lin"),
    ],
)
def test_a_name_in_front_of_a_whole_address_is_known_by_being_said_twice(address: str, name: str, street: str) -> None:
    found = place(venue=None, address=address, postcode="35000", city="Rennes", commune="Rennes")

    assert (found.name, found.address) == (name, street)


@pytest.mark.parametrize(
    ("postcode", "city", "commune", "taken"),
    [
        ("35042", "Rennes Cedex", "35238", "35000"),
        ("20407", "BASTIA CEDEX 9", "2B033", "20200"),
        ("20189", "Ajaccio Cédex 2", "2A004", "20000"),
        ("97744", "SAINT DENIS CEDEX 9", "97411", "97400"),
        ("97491", "Sainte-Clotilde Cedex", "97411", "97490"),
        ("97261", "Fort-de-France CDX", "97209", "97200"),
    ],
)
def test_a_cedex_leads_to_its_commune_and_the_postcode_that_stands_in_is_to_be_checked(
    postcode: str, city: str, commune: str, taken: str
) -> None:
    found = where(postcode=postcode, city=city)

    assert found.commune is not None
    if found.fault is None:
        assert found.note is not None
    assert (found.commune.code, found.postcode) == (commune, taken)
    assert postcode in (found.fault or found.note or "")


def test_a_cedex_of_a_city_with_arrondissements_is_asked_about() -> None:
    found = where(postcode="75998", city="Paris Cedex")

    assert found.postcode is None
    assert "plusieurs codes postaux" in (found.fault or "")


@pytest.mark.parametrize(
    ("address", "name", "street"),
    [
        ("8 place du Marché - Théâtre municipal, 59000 Lille", "Théâtre municipal", "8 place du Marché"),
        ("Théâtre municipal – 8 bis rue du Marché, 59000 Lille", "Théâtre municipal", "8 bis rue du Marché"),
        ("Le Fil - Scène nationale, 59000 Lille", "Le Fil - Scène nationale", "Le Fil - Scène nationale"),
    ],
)
def test_a_dash_parts_a_place_from_a_street_with_its_number(address: str, name: str, street: str) -> None:
    found = place(venue=None, address=address, postcode="59000", city="Lille", commune="Lille")

    assert (found.name, found.address) == (name, street)


def test_an_arrondissement_in_small_letters_that_is_two_is_asked_about() -> None:
    assert where(city="paris xième").fault
