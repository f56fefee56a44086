"""``moisess migrate``: bring databases to the schema that the code expects."""

import os
import sys
from typing import get_args

from moisess.serve import Service
from shared.postgres.migrate import MigrationFailed
from shared.postgres.migrate import migrate as migrate_database


def migrate(*services: Service) -> None:
    """Applique les migrations de la base de chaque service (tous par défaut) ; sans effet si tout est à jour.

    Parameters
    ----------
    services
        Les services dont la base est à migrer.
    """
    for service in services or get_args(Service):
        variable = f"{service.upper()}_DATABASE_URL"
        url = os.environ.get(variable)
        if not url:
            print(f"{variable} n’est pas renseignée : indiquez l’adresse de la base de {service}.", file=sys.stderr)
            raise SystemExit(2)
        try:
            migrate_database(url, service)
        except MigrationFailed as error:
            print(f"La migration de la base de {service} a échoué :\n{error}", file=sys.stderr)
            raise SystemExit(1) from error
        print(f"{service} : base à jour")
