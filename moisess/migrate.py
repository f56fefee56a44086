"""``moisess migrate``: bring databases to the schema that the code expects."""

import sys
from typing import get_args

from moisess.addresses import AddressUnknown, owner_address
from moisess.serve import Service
from shared.postgres.migrate import MigrationFailed
from shared.postgres.migrate import migrate as migrate_database


def migrate(*services: Service) -> None:
    """Applique les migrations de la base de chaque service (tous par défaut) ; sans effet si tout est à jour.

    La base est celle de <SERVICE>_DATABASE_OWNER_URL, sous le rôle qui la possède.

    Parameters
    ----------
    services
        Les services dont la base est à migrer.
    """
    for service in services or get_args(Service):
        try:
            migrate_database(owner_address(service), service)
        except AddressUnknown as error:
            print(error, file=sys.stderr)
            raise SystemExit(2) from error
        except MigrationFailed as error:
            print(f"La migration de la base de {service} a échoué :\n{error}", file=sys.stderr)
            raise SystemExit(1) from error
        print(f"{service} : base à jour")
