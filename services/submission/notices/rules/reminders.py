"""Which mails can be declined: what one did oneself, and what was decided of it, is written to one anyway."""

REMINDERS = frozenset({"status_ends", "draft_reminder", "desk_digest"})
"""Kinds of mail; each carries ``List-Unsubscribe``, and goes to nobody who has declined them."""
PATH = "/courriels/rappels"
"""Of the page where reminders are declined, and wanted again."""
