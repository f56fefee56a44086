from collections.abc import Sequence
from ipaddress import ip_network
from typing import Any

import pytest

from shared.http.client_address import Network, client_of, source_of

PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8:ff::/48")]


def scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return {"client": (peer, 1) if peer else None, "headers": headers}


def counted_for(asked: dict[str, Any], trusted_proxies: Sequence[Network]) -> str:
    return source_of({"client": client_of(asked, trusted_proxies)})


def test_without_trusted_proxies_the_peer_counts_whatever_it_says() -> None:
    assert counted_for(scope("127.0.0.1", "192.0.2.1"), []) == "127.0.0.1"


def test_a_stranger_is_not_believed() -> None:
    assert counted_for(scope("198.51.100.7", "192.0.2.1"), PROXIES) == "198.51.100.7"


@pytest.mark.parametrize(
    ("forwarded", "source"),
    [
        (["192.0.2.1"], "192.0.2.1"),
        (["203.0.113.9, 192.0.2.1"], "192.0.2.1"),
        (["203.0.113.9, 192.0.2.1, 10.2.0.1"], "192.0.2.1"),
        (["203.0.113.9", "192.0.2.1", "10.2.0.1"], "192.0.2.1"),
        (["10.3.0.1, 10.2.0.1"], "10.3.0.1"),
        (["192.0.2.1:51234"], "192.0.2.1"),
        (["[2001:db8::7]:51234"], "2001:db8::/64"),
        (["192.0.2.1, n’importe quoi"], "10.1.0.1"),
        ([""], "10.1.0.1"),
        ([], "10.1.0.1"),
    ],
)
def test_behind_a_proxy_of_ours_the_last_word_that_is_not_ours_counts(forwarded: list[str], source: str) -> None:
    assert counted_for(scope("10.1.0.1", *forwarded), PROXIES) == source


def test_one_ipv6_network_is_one_source() -> None:
    sources = {counted_for(scope(f"2001:db8::{number:x}"), []) for number in range(300)}

    assert sources == {"2001:db8::/64"}
    assert counted_for(scope("2001:db8:0:1::1"), []) == "2001:db8:0:1::/64"


def test_an_ipv4_address_written_as_ipv6_is_that_address() -> None:
    assert counted_for(scope("::ffff:192.0.2.1"), []) == "192.0.2.1"


@pytest.mark.parametrize("peer", [None, "/run/service.sock"])
def test_who_has_no_address_shares_one_bucket(peer: str | None) -> None:
    assert counted_for(scope(peer), PROXIES) == "unknown"
