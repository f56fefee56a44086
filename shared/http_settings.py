"""What the settings of a service say about its HTTP side."""

from shared.http.buckets import Rate
from shared.http.rate_limits import RateLimits
from shared.http.site import ServiceName, Site
from shared.settings import ServiceSettings

MINUTE = 60


def site_of(name: ServiceName, settings: ServiceSettings) -> Site:
    """Return where the service stands among the others."""
    return Site(
        service=name,
        instance=settings.instance,
        trusted_proxies=[str(network) for network in settings.trusted_proxies],
        submission_url=settings.submission_url,
        eligibility_url=settings.eligibility_url,
        programme_url=settings.programme_url,
        matchmaking_url=settings.matchmaking_url,
        allowed_hosts=settings.allowed_hosts,
    )


def limits_of(settings: ServiceSettings) -> RateLimits:
    """Return how often it may be asked."""
    return RateLimits(
        writes=Rate(name="writes", per_second=settings.writes_per_second, burst=settings.writes_burst),
        anonymous=Rate(name="anonymous", per_second=settings.anonymous_per_second, burst=settings.anonymous_burst),
        failures=Rate(
            name="failed-keys", per_second=settings.failed_keys_per_minute / MINUTE, burst=settings.failed_keys_burst
        ),
        items=Rate(name="items", per_second=settings.items_per_second, burst=settings.items_burst),
    )
