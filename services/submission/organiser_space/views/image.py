"""The page of a picture: what is there, and the form for another one or for other words."""

from collections.abc import Mapping
from typing import Any

from litestar import Response

from services.submission.organiser_space.bodies.image import FIELDS, REMOVE
from services.submission.organiser_space.views.picture import thumbnail
from shared.errors import FieldsRefused
from shared.http.forms import FormState
from shared.http.pages import NO_STORE, Pages
from shared.identity.caller import Caller


def image_page(
    pages: Pages,
    caller: Caller,
    *,
    title: str,
    back: str,
    present: Mapping[str, Any],
    filled: Mapping[str, str] | None = None,
    refused: FieldsRefused | None = None,
) -> Response[str]:
    """Answer with it; ``filled`` is what was ``refused``, ``back`` the page that it belongs to."""
    return pages.page(
        "image.html",
        status=refused.status if refused else 200,
        visitor=caller,
        headers=NO_STORE,
        title=title,
        back=back,
        picture=thumbnail(present),
        form=FormState(values=present if filled is None else filled, errors=refused.errors if refused else ()),
        fields=FIELDS,
        remove=REMOVE,
    )
