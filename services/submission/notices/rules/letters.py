"""The mails that concern accounts and teams."""

from services.submission.notices.rules.letter import Letter
from shared.french.typography import typo

IGNORE = (
    "Si vous n’êtes pas à l’origine de cette demande, ne faites rien : sans clic de votre part, il ne se passe rien."
)


def sign_in(link: str, *, minutes: int) -> Letter:
    """Return the mail with a link that signs in, once."""
    return Letter(
        subject="Votre lien de connexion au Mois de l’ESS",
        sentences=(
            typo(f"Voici votre lien de connexion. Il sert une seule fois, dans les {minutes} minutes qui viennent."),
        ),
        link=link,
        link_label="Me connecter",
        closing=(typo("Ce lien est personnel : ne le transmettez à personne."), typo(IGNORE)),
    )


def invitation(link: str, *, inviter: str, into: str) -> Letter:
    """Return the mail that invites into the team of a structure; ``inviter`` is who asks."""
    return Letter(
        subject=typo(f"Invitation à rejoindre {into} sur le Mois de l’ESS"),
        sentences=(
            typo(f"{inviter} vous invite à rejoindre l’équipe « {into} » sur la plateforme du Mois de l’ESS."),
            "Vous pourrez y suivre et modifier les manifestations de l’équipe.",
        ),
        link=link,
        link_label="Répondre à l’invitation",
        closing=(typo("Si vous ne connaissez pas cette équipe, ne faites rien : vous n’y serez pas ajouté·e."),),
    )


def chamber_invitation(link: str, *, inviter: str, region: str) -> Letter:
    """Return the mail that invites to moderate a region."""
    return Letter(
        subject=typo(f"Invitation à modérer le Mois de l’ESS : {region}"),
        sentences=(
            typo(
                f"{inviter} vous invite à modérer les manifestations de la région {region} sur la plateforme du Mois "
                "de l’ESS."
            ),
            "Vous pourrez les examiner, les accepter, les refuser et les corriger. L’historique garde votre nom.",
        ),
        link=link,
        link_label="Répondre à l’invitation",
        closing=(typo("Si vous n’en savez rien, ne faites rien : rien ne change sans votre réponse."),),
    )


def hand_over(link: str, *, title: str, giver: str) -> Letter:
    """Return the mail to whoever is asked to take a manifestation over."""
    return Letter(
        subject=typo(f"Reprendre « {title} » ?"),
        sentences=(
            typo(f"{giver} vous propose de reprendre la manifestation « {title} »."),
            typo(
                "Si vous acceptez, vous pourrez la modifier ou la retirer, et vous recevrez les messages qui la "
                "concernent."
            ),
        ),
        link=link,
        link_label="Répondre à la proposition",
        closing=(typo("Si vous n’en savez rien, ne faites rien : elle reste où elle est."),),
    )


def co_organiser_asked(link: str, *, name: str, title: str, organiser: str, when: str) -> Letter:
    """Return the mail to a structure that a manifestation names beside its organiser."""
    return Letter(
        subject=typo(f"Co-organisez-vous « {title} » ?"),
        sentences=(
            typo(
                f"« {organiser} » a inscrit « {title} » au Mois de l’ESS ({when}), et y nomme « {name} » parmi les "
                "structures qui l’organisent."
            ),
            typo("Dites si c’est bien le cas. Répondre n’ouvre aucun compte."),
        ),
        link=link,
        link_label="Répondre",
        closing=(typo("Sans réponse de votre part, rien ne change : le nom reste tel qu’il a été donné."),),
    )


def co_organiser_answered(link: str, *, name: str, title: str, confirmed: bool) -> Letter:
    """Return the mail that tells what a co-organiser answered."""
    said = "confirme co-organiser" if confirmed else "répond qu’elle ne co-organise pas"
    next_step = (
        "Vous n’avez rien à faire."
        if confirmed
        else "Son nom est toujours affiché : retirez-le en modifiant la manifestation, ou corrigez l’adresse et "
        "demandez à nouveau."
    )
    return Letter(
        subject=typo(f"« {title} » : réponse de « {name} »"),
        sentences=(typo(f"La structure « {name} » {said} « {title} »."), typo(next_step)),
        link=link,
        link_label="Voir les co-organisateurs",
    )
