"""Options that several dead-letter commands have, with what their help says."""

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from moisess.dlq.selection import Filter
from moisess.moments import moment

BoxTopic = Annotated[
    str,
    Parameter(help="Le topic de lettres mortes, ou celui dont les enregistrements ont été mis de côté."),
]
Yes = Annotated[bool, Parameter(help="Le fait ; sans cette option, la commande montre seulement ce qu’elle ferait.")]
BootstrapServers = Annotated[
    str | None, Parameter(help="Adresse du courtier ; par défaut KAFKA_BOOTSTRAP_SERVERS, sinon la pile locale.")
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the dead-letter topic a letter lies."""

    partition: Annotated[int | None, Parameter(help="Seulement cette partition du topic de lettres mortes.")] = None
    offset: Annotated[int | None, Parameter(help="Seulement cette position du topic de lettres mortes.")] = None


ANYWHERE = Place()


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which letters a command that changes something is about."""

    error_class: Annotated[str | None, Parameter(help="Seulement ceux qui ont cette erreur.")] = None
    since: Annotated[str | None, Parameter(help="Seulement ceux mis de côté depuis ce moment (ISO 8601).")] = None
    limit: Annotated[int | None, Parameter(help="Nombre d’enregistrements au plus, les plus anciens d’abord.")] = None

    def filter(self, place: Place = ANYWHERE) -> Filter:
        """Read what was typed; raises ``MomentUnclear`` and ``DlqRefused``."""
        return Filter(
            error_class=self.error_class,
            since=moment(self.since) if self.since else None,
            partition=place.partition,
            offset=place.offset,
            limit=self.limit,
        )


EVERYTHING = Selection()
