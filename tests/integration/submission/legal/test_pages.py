"""What every public site has to say of itself is a link away from each of its pages."""

import pytest

from services.submission.settings import Settings
from tests.support.service import Client


@pytest.mark.parametrize("path", ["/mentions-legales", "/accessibilite"])
async def test_each_page_says_who_publishes_the_site_and_leads_to_the_other(client: Client, path: str) -> None:
    page = await client.get(path)

    assert page.status_code == 200
    assert Settings.model_fields["privacy_controller"].default in page.text
    assert all(f'/{name}"' in page.text for name in ("mentions-legales", "accessibilite", "confidentialite"))


async def test_what_the_operator_has_not_said_is_said_to_be_missing(client: Client) -> None:
    assert (await client.get("/mentions-legales")).text.count("Pas encore renseigné") == 3


async def test_the_declaration_says_how_far_it_goes_and_who_helps_where_we_do_not(client: Client) -> None:
    page = (await client.get("/accessibilite")).text

    assert "n’est pas conforme" in page
    assert "Défenseur des droits" in page
