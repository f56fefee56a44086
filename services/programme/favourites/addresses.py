"""Where programmes of visitors stand; links are in the query, which no log holds."""

from urllib.parse import urlencode

OWN = "/mon-programme"
ADD, TAKE_OUT, SHARE, FORGET, HERE = (f"{OWN}/{act}" for act in ("ajouter", "retirer", "partager", "effacer", "ici"))
SHARED = "/programme-partage"
CALENDAR = f"{OWN}/agenda.ics"
KEY = "cle"


def with_key(path: str, link: str) -> str:
    """Return an address that opens a programme."""
    return f"{path}?{urlencode({KEY: link})}"
