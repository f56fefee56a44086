"""What of a manifestation is the person's who registered it, and not the structure's. Pure."""

from dataclasses import replace

from shared.contracts.content import Content


def without_person(content: Content, *, email: str | None, name: str) -> Content:
    """Return the content without the person's own address and name among what is published; others' stay."""
    contact, booking = content.public_contact, content.booking
    theirs = (email or "").casefold()
    if theirs and (contact.email or "").casefold() == theirs:
        contact = replace(contact, email=None)
    if name and (contact.name or "").casefold() == name.casefold():
        contact = replace(contact, name=None)
    if booking and theirs and (booking.email or "").casefold() == theirs:
        booking = replace(booking, email=None)
    return replace(content, public_contact=contact, booking=booking)
