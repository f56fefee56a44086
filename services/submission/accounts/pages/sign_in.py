"""The door by which people sign in: one field, and the same answer whoever has the address."""

from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.submission.accounts.bodies.address import AddressInput
from services.submission.accounts.links import ask_link
from services.submission.accounts.openid.parties import Parties
from services.submission.accounts.pages.limits import LinkLimits
from services.submission.accounts.views.landing import landing
from shared.errors import FieldsRefused
from shared.http.asker import asker
from shared.http.errors import TooManyRequests
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.robots import is_robots, shown_at
from shared.http.site import SIGN_IN_PATH, Site
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database


@get(SIGN_IN_PATH, include_in_schema=False)
async def show_sign_in(
    *,
    pages: NamedDependency[Pages],
    parties: NamedDependency[Parties],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
    now: NamedDependency[datetime],
    suite: FromQuery[str] = "",
) -> Response[str]:
    """Show the one field, or who is signed in already and where to go on."""
    onward = site.own_page(suite)
    where = onward or (landing(site, visitor) if visitor else "")
    providers = parties.offered
    shown: dict[str, Any] = {
        "onward": onward,
        "where": where,
        "form": FormState(),
        "providers": providers,
        "shown_at": shown_at(now),
    }
    return pages.page("connexion.html", visitor=visitor, **shown)


@post(SIGN_IN_PATH, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=200)
async def send_link(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    link_limits: NamedDependency[LinkLimits],
    parties: NamedDependency[Parties],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Send a link to the address, and say so. Nobody looks whether somebody has it: the answer cannot tell.

    A robot reads the same, and nothing is sent.
    """
    fields = await request.form()
    onward, values = site.own_page(str(fields.get("suite") or "")), {"address": str(fields.get("address") or "")}
    try:
        email = checked(AddressInput, values).address
        link_limits.count(request, email)
    except FieldsRefused as error:
        providers = parties.offered
        state = FormState(values=values, errors=error.errors)
        shown: dict[str, Any] = {
            "onward": onward,
            "where": "",
            "form": state,
            "providers": providers,
            "shown_at": shown_at(now),
        }
        return pages.page("connexion.html", status=error.status, **shown)
    except TooManyRequests as error:
        log_security("sign_in_refused", way="form", code=error.code, **asker(request.scope))
        raise
    if is_robots(fields, now):
        log_security("robot_ignored", way="sign_in", **asker(request.scope))
        return pages.page("lien-envoye.html", email=email, onward=onward)
    async with database.transaction() as tx:
        await ask_link(tx, email=email, onward=onward, submission_url=site.issuer)
    log_security("sign_in_asked", **asker(request.scope))
    return pages.page("lien-envoye.html", email=email, onward=onward)
