"""What somebody needs to pass an address on: a short one, and a mail that is written already."""

from dataclasses import dataclass
from urllib.parse import quote

from services.programme.site.views.manifestation import ManifestationView


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A manifestation to be passed on."""

    address: str
    """Short, to be printed, copied or told."""
    shown: str
    """The same, as it is read out."""
    title: str
    text: str
    mail: str
    """A ``mailto:`` address."""


def share_view(title: str, view: ManifestationView, address: str) -> ShareView:
    """Return what is passed on of a manifestation; nothing of it names who passes it on."""
    text = f"{view.when}, {view.where}"
    body = quote(f"{title}\n{text}\n\n{address}".replace("\n", "\r\n"))
    return ShareView(
        address=address,
        shown=address.partition("://")[2],
        title=title,
        text=text,
        mail=f"mailto:?subject={quote(title)}&body={body}",
    )
