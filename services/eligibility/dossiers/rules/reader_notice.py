"""What is written to those who may hear an appeal; pure."""

from uuid import UUID, uuid5

from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.notices import Notice

SOMEBODY = "elle attend quelqu’un d’autre, vous par exemple."
NOBODY = "c’est vous, et personne d’autre ne le peut. Donnez le rôle « équipe nationale » à quelqu’un qui la lira."


def reader_notice(dossier: Dossier, account_id: UUID, link: str) -> Notice:
    """Return the mail; telling it twice is one mail."""
    manifestation = dossier.manifestation
    title = manifestation.content.title
    lacks_reader = dossier.appeal is not None and dossier.appeal.lacks_reader
    return Notice(
        notice_id=uuid5(manifestation.manifestation_id, f"appeal {manifestation.appealed_decision} {account_id}"),
        account_id=account_id,
        kind="appeal_to_read",
        subject=f"« {title} » : un réexamen {'attend quelqu’un' if lacks_reader else 'vous est demandé'}",
        sentences=(
            f"La manifestation « {title} » a été refusée, et son organisateur demande un réexamen.",
            "Qui l’a refusée ne peut ni la lire ni décider : " + (NOBODY if lacks_reader else SOMEBODY),
        ),
        link=link,
        link_label="Lire le dossier",
        told_at=dossier.decided_at,
    )
