"""Use case: a manifestation shows a picture that was sent to us, and no other address."""

from services.submission.pictures.store import find_picture
from shared.contracts.details import Image
from shared.errors import FieldError, FieldsRefused
from shared.postgres.database import Tx


async def require_picture(tx: Tx, image: Image | None) -> None:
    """Raise ``FieldsRefused`` for a picture that we do not keep."""
    if image is None:
        return
    found = await find_picture(tx, image.sha256)
    if found is None or found.url != image.url:
        raise FieldsRefused(
            errors=[
                FieldError(
                    pointer="/image/url",
                    code="picture_unknown",
                    message="Cette image n’est pas (ou plus) chez nous : envoyez-la par POST /pictures et reprenez ici "
                    "l’adresse (url) de la réponse.",
                    value=image.url[:200],
                )
            ]
        )
