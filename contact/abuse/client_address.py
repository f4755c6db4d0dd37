"""Whom a connection comes from, and what proxies say of it -> the network that its messages are counted by.

Anybody can write X-Forwarded-For: only what our own proxies have added to it is believed, and they add at its end.
"""

import ipaddress
from functools import lru_cache

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# The smallest network that a provider gives a household.
_IPV6_PREFIX = 64
# Whoever comes from here comes through a proxy of ours, or is one of us (RFC 1918, 6598, 4193).
_PRIVATE = tuple(
    ipaddress.ip_network(network)
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)


def client_of(peer: str, forwarded: str, proxies: int = 0) -> str:
    """The client's IPv4 address or IPv6 network; empty where it is not known, so that strangers are not counted as one.

    `forwarded` is the header X-Forwarded-For, `proxies` how many of ours a request passes. Without any, a proxy on the
    same machine is believed all the same: nobody else can come from there.
    """
    connected = _address(peer)
    if connected is None:
        return ""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    # Some gateways add the address that they are called from, which is the one that we are told as well.
    if hops and _address(hops[-1]) == connected:
        hops.pop()
    passed = proxies or (1 if connected.is_loopback else 0)
    if passed:
        found = _address(hops[-passed]) if len(hops) >= passed else None
        return _network(found) if found and not found.is_loopback else ""
    return "" if _is_private(connected) else _network(connected)


# Behind a proxy it is the same one again and again.
@lru_cache(maxsize=1024)
def _address(text: str) -> IpAddress | None:
    # Some proxies write the port behind: 203.0.113.9:51034, [2001:db8::1]:51034.
    bare = text.removeprefix("[").partition("]")[0] if text.startswith("[") else text
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 address as a socket for both sorts writes it: ::ffff:203.0.113.9
    return found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found


def _is_private(address: IpAddress) -> bool:
    return address.is_loopback or address.is_link_local or any(address in network for network in _PRIVATE)


def _network(address: IpAddress) -> str:
    if address.version == 4:  # noqa: PLR2004 - the version of IP
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
