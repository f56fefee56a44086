"""Who may change the tables of a database: the role that owns it, and not the one that a service runs as."""

import asyncpg

from shared.postgres.refusal import why_refused

CONNECT_SECONDS = 5


class NotOwner(Exception):
    """Tables cannot be changed as this role, or nobody could be asked; the message is French."""


async def expect_owner(url: str, *, variable: str) -> None:
    """Return where the address is that of the database's owner; raises ``NotOwner``, which names the variable.

    Not even an administrator will do: tables that he made would be his, and the service's role had no right to them.
    """
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
        try:
            [(role, database, owner)] = await connection.fetch(
                """
                SELECT current_user, datname, pg_get_userbyid(datdba)
                FROM pg_database
                WHERE datname = current_database()
                """
            )
        finally:
            await connection.close(timeout=CONNECT_SECONDS)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise NotOwner(
            f"{variable} : {why_refused(error) or f'PostgreSQL ne répond pas ({type(error).__name__}).'}"
        ) from error
    if role != owner:
        raise NotOwner(
            f"{variable} mène à la base « {database} » sous le rôle « {role} », qui n’a pas le droit d’en changer les "
            f"tables : donnez-y l’adresse de son propriétaire, « {owner} »."
        )
