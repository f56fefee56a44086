"""Asks who answers at an address before anything is sent there."""

import httpx

from deploy.local.failures import StackFailed
from shared.instance import HEADER

ANSWER_SECONDS = 5


def refuse_another(url: str, instance: str) -> None:
    """Raise ``StackFailed`` where another platform answers; raises ``httpx.HTTPError`` where nobody does."""
    refuse_answer_of_another(httpx.head(f"{url.rstrip('/')}/", timeout=ANSWER_SECONDS), instance)


def refuse_answer_of_another(answer: httpx.Response, instance: str) -> None:
    """Raise ``StackFailed`` for an answer that is not of this instance."""
    if answer.headers.get(HEADER) != instance:
        raise StackFailed(
            f"Une autre plateforme, ou un autre programme, répond à l’adresse {answer.request.url} : rien ne lui a été "
            "envoyé. Arrêtez-la, ou recommencez : d’autres ports seront choisis."
        )
