"""The manifestation as search engines read it: schema.org ``Event`` in JSON-LD."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from services.programme.listings.answers import page_address
from services.programme.listings.store import Listing
from services.programme.site.manifestation_views import web_link
from shared.http.site import Site
from shared.http.typography import town

ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""In a script element only these could end it or be taken for markup; JSON reads the escapes as the signs."""


def json_ld(site: Site, listing: Listing) -> Markup:
    """Return the body of a ``<script type="application/ld+json">``."""
    text = json.dumps(event(site, listing), ensure_ascii=False)
    return Markup(text.translate(ESCAPES))  # noqa: S704  every sign that HTML would read is escaped above


def event(site: Site, listing: Listing) -> dict[str, Any]:
    """Return the event with what is known of it and nothing guessed."""
    content = listing.content
    place, zone = content.place, ZoneInfo(content.time_zone)
    here: dict[str, Any] = {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postcode,
            "addressLocality": town(place.commune_name),
            "addressCountry": "FR",
        },
    }
    online = web_link(content.online_url)
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": content.title,
        "description": content.description,
        "url": page_address(site, listing.manifestation_id),
        "startDate": content.starts_at.astimezone(zone).isoformat(),
        "endDate": content.ends_at.astimezone(zone).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{'Mixed' if online else 'Offline'}EventAttendanceMode",
        "inLanguage": "fr",
        "location": [here, {"@type": "VirtualLocation", "url": online.href}] if online else here,
        "organizer": {"@type": "Organization", "name": listing.organiser_name},
    }
