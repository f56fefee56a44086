"""Use case: give the filters of a queue a name, or take it away."""

from services.eligibility.desk.errors import TooManyViews
from services.eligibility.desk.rules.saved_views import MOST_VIEWS, SavedView
from services.eligibility.desk.store.saved_views import delete_view, upsert_view
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def save_view(tx: Tx, view: SavedView, *, caller: Caller) -> None:
    """Save a view of somebody's own, in the place of the one of that name; raises ``TooManyViews``."""
    if not await upsert_view(tx, caller.account_id, view):
        raise TooManyViews(f"Vous avez déjà {MOST_VIEWS} vues enregistrées, et il n’y en a pas plus : retirez-en une.")


async def drop_view(tx: Tx, name: str, *, caller: Caller) -> None:
    """Forget a view; nothing where there is none of that name."""
    await delete_view(tx, caller.account_id, name)
