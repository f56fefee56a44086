"""Conditions that exist only because we are spoken to over HTTP."""

from shared.errors import DomainError

LARGEST_BODY = 256 * 1024
"""Bytes."""


class AddressUnknown(DomainError):
    """No page and no resource at this path."""

    status = 404
    code = "adresse-inconnue"
    title = "Adresse inconnue"


class AddressOdd(DomainError):
    """Another way to write an address: what looks at addresses on the way here would take it for another one."""

    status = 400
    code = "adresse-mal-formee"
    title = "L’adresse est mal formée"


class AddressTooLong(DomainError):
    """A query that nobody types, and no link of ours has."""

    status = 414
    code = "adresse-trop-longue"
    title = "L’adresse est trop longue"


class MethodRefused(DomainError):
    """The path exists, but not for this method; ``Allow`` lists the ones it has."""

    status = 405
    code = "methode-non-admise"
    title = "Méthode non admise à cette adresse"


class NotAcceptable(DomainError):
    """The path answers in no form that the caller says it can read."""

    status = 406
    code = "format-non-servi"
    title = "Aucun des formats demandés n’est servi ici"


class BodyUnreadable(DomainError):
    """The body is missing or is no JSON; nothing of it was looked at."""

    status = 400
    code = "corps-illisible"
    title = "Le corps de la demande est illisible"


class ValueRefused(DomainError):
    """A value that passed every check of ours, and that the database cannot take."""

    status = 422
    code = "valeur-refusee"
    title = "Une valeur ne peut pas être traitée"


class MediaTypeRefused(DomainError):
    """A body that is not said to be what this address reads."""

    status = 415
    code = "type-de-contenu-non-admis"
    title = "Le type de contenu n’est pas admis"


class BodyTooLarge(DomainError):
    """More bytes than any honest request has."""

    status = 413
    code = "corps-trop-grand"
    title = "La demande est trop volumineuse"


class BodyBrokenOff(DomainError):
    """The connection ended in the middle of a body: nobody is left to read this."""

    status = 400
    code = "corps-interrompu"
    title = "La demande s’est interrompue"


class HeadersTooLarge(DomainError):
    """More headers, or longer ones, than any honest request has."""

    status = 431
    code = "en-tetes-trop-grands"
    title = "Les en-têtes de la demande sont trop grands"


class TooSlow(DomainError):
    """A request that began and did not arrive in time."""

    status = 408
    code = "demande-trop-lente"
    title = "La demande n’est pas arrivée à temps"


class RequestUnreadable(DomainError):
    """Not HTTP, or not as the standard has it."""

    status = 400
    code = "demande-illisible"
    title = "La demande est illisible"


class RepeatKeyMissing(DomainError):
    """Without an Idempotency-Key a repeated request would do the work twice."""

    status = 400
    code = "idempotency-key-absente"
    title = "L’en-tête Idempotency-Key est absent ou mal formé"


class HostUnknown(DomainError):
    """Sent to us under a name that is not ours."""

    status = 421
    code = "hote-inconnu"
    title = "Ce n’est pas l’adresse de ce service"


class CameFromElsewhere(DomainError):
    """Another site's page tried to act in the name of a person who is signed in here."""

    status = 403
    code = "origine-refusee"
    title = "Demande venue d’un autre site"


class TooManyRequests(DomainError):
    """More than an account or an address may ask in this time; ``Retry-After`` says when to go on."""

    status = 429
    code = "trop-de-demandes"
    title = "Trop de demandes"


class Unexpected(DomainError):
    """A fault of ours; the log has the rest, under the identifier shown."""

    status = 500
    code = "erreur-interne"
    title = "Une erreur est survenue de notre côté"


class FrameworkRefused(DomainError):
    """Something the framework refused and for which there is no sentence of its own."""

    title = "La demande ne peut pas être traitée"
