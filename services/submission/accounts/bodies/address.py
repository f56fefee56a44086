"""What somebody fills in to sign in."""

from typing import Annotated

from pydantic import Field

from shared.http.inputs import EmailAddress, Input


class AddressInput(Input):
    """Where the link goes."""

    address: Annotated[EmailAddress, Field(title="Adresse électronique")]
