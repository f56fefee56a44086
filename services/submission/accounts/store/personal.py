"""SQL of all that is kept of one person: shown to them, and forgotten."""

from typing import Any
from uuid import UUID

from shared.postgres.database import Tx

# Digests and tokens are left out: whoever has the document could do nothing with them, nor could the person.
EXPORT = """
    SELECT
        jsonb_build_object(
            'identifiant', account_id,
            'adresse', email,
            'nom', name,
            'cree_le', created_at,
            'adresse_en_echec_depuis', email_bounced_at,
            'echec', email_bounce
        ) AS compte,
        (
            SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'region', region_code, 'depuis', since)), '[]')
            FROM account_roles
            WHERE account_id = $1
        ) AS roles,
        (
            SELECT coalesce(
                jsonb_agg(
                    jsonb_build_object('acte', act, 'role', role, 'region', region_code, 'le', given_at)
                    ORDER BY grant_id
                ),
                '[]'
            )
            FROM account_grants
            WHERE account_id = $1
        ) AS journal_des_roles,
        (
            SELECT coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'cle', key_id, 'nom', name, 'portee', scope, 'creee_le', created_at, 'expire_le', expires_at,
                        'revoquee_le', revoked_at, 'derniere_utilisation', last_used_at
                    )
                    ORDER BY created_at
                ),
                '[]'
            )
            FROM account_keys
            WHERE account_id = $1
        ) AS cles,
        (
            SELECT coalesce(
                jsonb_agg(jsonb_build_object('equipe', teams.name, 'numero', identifier, 'depuis', joined_at)), '[]'
            )
            FROM team_members
            JOIN teams USING (team_id)
            WHERE account_id = $1
        ) AS equipes,
        (
            SELECT coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'fournisseur', issuer, 'sujet', subject, 'siret', siret, 'depuis', linked_at,
                        'derniere_connexion', last_used_at
                    )
                ),
                '[]'
            )
            FROM openid_identities
            WHERE account_id = $1
        ) AS identites,
        (
            SELECT coalesce(jsonb_agg(jsonb_build_object('demande_le', asked_at)), '[]')
            FROM sign_in_links
            WHERE lower(sign_in_links.email) = lower(accounts.email)
        ) AS liens_de_connexion
    FROM accounts
    WHERE account_id = $1 AND erased_at IS NULL
    """

FORGET = (
    "DELETE FROM openid_identities WHERE account_id = $1",
    "DELETE FROM openid_sessions WHERE account_id = $1",
    "DELETE FROM ended_sessions WHERE account_id = $1",
    "DELETE FROM account_roles WHERE account_id = $1",
    "DELETE FROM account_keys WHERE account_id = $1",
    "DELETE FROM team_members WHERE account_id = $1",
    "DELETE FROM sign_in_links WHERE lower(email) = (SELECT lower(email) FROM accounts WHERE account_id = $1)",
    """
    UPDATE accounts
    SET email = NULL, name = '', email_bounced_at = NULL, email_bounce = NULL, erased_at = now()
    WHERE account_id = $1
    """,
)
"""The row of the account stays, empty: what was done under its identifier, and who granted what, stays in order."""


async def find_export(tx: Tx, account_id: UUID) -> dict[str, Any] | None:
    """Return all that is kept of an account here, None where there is none or it was erased."""
    row = await tx.fetchrow(EXPORT, account_id)
    return dict(row) if row else None


async def forget(tx: Tx, account_id: UUID) -> None:
    """Forget all that is kept of an account here but its identifier and the log of who granted what."""
    for statement in FORGET:
        await tx.execute(statement, account_id)
