"""What of a content is somebody's address or number."""

from dataclasses import replace

from shared.contracts.content import Content, PublicContact


def without_contact(content: Content) -> Content:
    """Return it without the public contact, and with a booking that names neither an address nor a number."""
    booking = content.booking and replace(content.booking, email=None, phone=None)
    return replace(content, public_contact=PublicContact(), booking=booking)
