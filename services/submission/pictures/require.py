"""Use case: a manifestation shows a picture that was sent to us, and no other address."""

from uuid import UUID

from services.submission.pictures.rules.picture import MOST_OF_ONE
from services.submission.pictures.store import count_shown, find_picture
from shared.contracts.details import Image
from shared.errors import FieldError, FieldsRefused
from shared.postgres.database import Tx


async def require_picture(tx: Tx, image: Image | None, manifestation_id: UUID) -> None:
    """Raise ``FieldsRefused`` for a picture that we do not keep, or one of too many: each version keeps its own."""
    if image is None:
        return
    found = await find_picture(tx, image.sha256)
    if found is None or found.url != image.url:
        raise _refused(
            "picture_unknown",
            "Cette image n’est pas (ou plus) chez nous : envoyez-la par POST /pictures et reprenez ici l’adresse (url) "
            "de la réponse.",
            image,
        )
    if await count_shown(tx, manifestation_id, but=image.sha256) >= MOST_OF_ONE:
        raise _refused(
            "pictures_of_one",
            f"Cette manifestation a déjà montré {MOST_OF_ONE} images différentes : reprenez l’une d’elles, ou laissez "
            "celle qu’elle a.",
            image,
        )


def _refused(code: str, message: str, image: Image) -> FieldsRefused:
    return FieldsRefused(errors=[FieldError(pointer="/image/url", code=code, message=message, value=image.url[:200])])
