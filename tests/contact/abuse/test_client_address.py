"""By which network a message is counted (row E7): what a visitor writes about themselves is not believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.abuse.client_address import client_of


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "client"),
    [
        # Nobody in between.
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", 0, "203.0.113.9"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", 0, "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", 0, ""),
        # A proxy on the same machine, which nobody has told us of.
        ("127.0.0.1", "203.0.113.9", 0, "203.0.113.9"),
        ("::1", "198.51.100.1, 203.0.113.9", 0, "203.0.113.9"),
        # One that says nothing: all visitors would look like one.
        ("127.0.0.1", "", 0, ""),
        ("172.18.0.2", "", 0, ""),
        ("172.18.0.2", "203.0.113.9", 0, ""),
        ("10.1.2.3", "", 0, ""),
        # Proxies that were named.
        ("172.18.0.2", "203.0.113.9", 1, "203.0.113.9"),
        ("172.18.0.2", "198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("172.18.0.2", "198.51.100.1, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"),
        ("172.18.0.2", "203.0.113.9", 2, ""),
        ("172.18.0.2", "", 1, ""),
        ("172.18.0.2", "192.168.7.8", 1, "192.168.7.8"),
        # A gateway that adds the address that we are told as well, as that of a lambda does.
        ("203.0.113.9", "203.0.113.9", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1, 203.0.113.9", 1, "198.51.100.1"),
        # With a port, in brackets, and nonsense.
        ("172.18.0.2", "203.0.113.9:51034", 1, "203.0.113.9"),
        ("172.18.0.2", "[2001:db8:1:2::9]:51034", 1, "2001:db8:1:2::/64"),
        ("172.18.0.2", "unknown", 1, ""),
        ("172.18.0.2", "127.0.0.1", 1, ""),
        ("", "", 0, ""),
        ("testclient", "203.0.113.9", 1, ""),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, forwarded: str, proxies: int, client: str) -> None:
    """Counted from the end of the header, where they add; IPv6 by the network of a household."""
    assert client_of(peer, forwarded, proxies) == client


@given(st.text(max_size=60), st.text(max_size=200), st.integers(0, 9))
def test_headers_may_hold_anything(peer: str, forwarded: str, proxies: int) -> None:
    """What comes out is an address, a network, or nothing."""
    assert set(client_of(peer, forwarded, proxies)) <= set("0123456789abcdef.:/")


@given(st.text(alphabet="0123456789., :abcdef[]%", max_size=100))
def test_no_header_of_a_visitor_changes_who_they_are(forwarded: str) -> None:
    """Without a proxy it is not read."""
    assert client_of("203.0.113.9", f"{forwarded},198.51.100.1") == "203.0.113.9"
