"""What it costs and for which age it is, as search engines read it."""

from typing import Any

from services.programme.site.views.links import web_link
from shared.contracts.content import Content
from shared.contracts.details import Price

CENTS = 100

Node = dict[str, Any]


def admission(content: Content) -> Node:
    """Return what is known of price and age; nothing where nothing is."""
    found: Node = {}
    if content.price:
        found = _price(content.price, content)
    if age := content.age:
        low, high = age.lowest, age.highest
        if low is not None or high is not None:
            found["typicalAgeRange"] = f"{low or 0}-{'' if high is None else high}"
    return found


def _price(price: Price, content: Content) -> Node:
    if price.kind == "free":
        return {"isAccessibleForFree": True, "offers": _offer(content, price=0)}
    low, high = price.lowest_cents, price.highest_cents
    known = {"isAccessibleForFree": False} if price.kind == "paid" else {}
    if low is None and high is None:
        return known
    if low == high and low is not None:
        return {**known, "offers": _offer(content, price=_euros(low))}
    bounds = {name: _euros(cents) for name, cents in (("lowPrice", low), ("highPrice", high)) if cents is not None}
    return {**known, "offers": {**_offer(content, **bounds), "@type": "AggregateOffer"}}


def _offer(content: Content, **amounts: float) -> Node:
    link = web_link(content.booking.url) if content.booking else None
    sold_out = {each.state for each in content.occurrences if each.state != "cancelled"} == {"full"}
    return {
        "@type": "Offer",
        **amounts,
        "priceCurrency": "EUR",
        **({"url": link.href} if link else {}),
        **({"availability": "https://schema.org/SoldOut"} if sold_out else {}),
    }


def _euros(cents: int) -> float:
    return cents / CENTS
