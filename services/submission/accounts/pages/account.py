"""The doors to one's own account, and to the way of asking for more."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.submission.accounts.look_up import look_up_account, look_up_responsible
from shared.geography.regions import BY_CODE, COLLECTIVITES, REGIONS
from shared.http.forms import FormState
from shared.http.pages import Pages
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/compte", include_in_schema=False)
async def show_account(
    *, database: NamedDependency[Database], pages: NamedDependency[Pages], caller: NamedDependency[Caller]
) -> Response[str]:
    """Show what the account is, and what it may do."""
    async with database.transaction(readonly=True) as tx:
        account, keys = await look_up_account(tx, caller)
    region = BY_CODE.get(caller.region_code or "")
    return pages.page("compte.html", visitor=caller, account=account, keys=keys, region=region)


@get("/acces", include_in_schema=False)
async def show_access(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    visitor: NamedDependency[Caller | None],
    region: FromQuery[str] = "",
) -> Response[str]:
    """Show whom to ask for an access: the chamber of a region."""
    async with database.transaction(readonly=True) as tx:
        responsible = await look_up_responsible(tx, region)
    return pages.page(
        "acces.html",
        visitor=visitor,
        responsible=responsible,
        regions=[(each.code, each.name) for each in (*REGIONS, *COLLECTIVITES)],
        form=FormState(values={"region": region}),
    )
