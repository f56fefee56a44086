"""The words and places to describe a manifestation with."""

from tests.support.service import Client


async def test_words_and_communes_are_open_to_all(client: Client) -> None:
    themes = (await client.get("/themes")).json()
    formats = (await client.get("/formats")).json()
    [rennes] = (await client.get("/communes?postcode=35000")).json()
    named = (await client.get("/communes?q=saint-nazai")).json()

    assert {"slug": "engagement-citoyen", "label": "Engagement citoyen"} in themes
    assert {"slug": "portes-ouvertes", "label": "Portes ouvertes"} in formats
    assert (rennes["code"], rennes["region_code"], rennes["time_zone"]) == ("35238", "53", "Europe/Paris")
    assert named[0]["name"] == "Saint-Nazaire"
    assert ["Bâgé-Dommartin"] == [each["name"] for each in (await client.get("/communes?q=Bâgé-la-Ville")).json()]
    coded = [(await client.get(f"/communes?q={code}")).json() for code in ("35238", "2a004", "01039", "01999")]
    assert [["Rennes"], ["Ajaccio"], ["Culoz-Béon"], []] == [[each["name"] for each in found] for found in coded]
    assert (await client.get("/communes")).status_code == 422
