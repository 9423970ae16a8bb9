"""Which addresses may be connected to: those of the public internet, and what an operator allows beside them.

Judged is the very address of a connection, so that neither a name's answers nor a redirect nor an odd spelling
(`0x7f.1`, `[::ffff:7f00:1]`) leads inside. Ranges: IANA's special-purpose address registries (RFC 6890).
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_REFUSED_V4: tuple[tuple[Network, str], ...] = tuple((IPv4Network(network), what) for network, what in (
    ("0.0.0.0/8", "this very machine"),
    ("10.0.0.0/8", "a private network"),
    ("100.64.0.0/10", "a provider's inner network"),  # also the metadata service of one cloud
    ("127.0.0.0/8", "this very machine"),
    ("168.63.129.16/32", "a cloud's inner service"),  # public by its number, answered by the host of a machine
    ("169.254.0.0/16", "the local link"),  # also the metadata service of most clouds
    ("172.16.0.0/12", "a private network"),
    ("192.0.0.0/24", "reserved for protocols"),
    ("192.0.2.0/24", "reserved for examples"),
    ("192.88.99.0/24", "a relay of IPv6"),
    ("192.168.0.0/16", "a private network"),
    ("198.18.0.0/15", "reserved for benchmarks"),
    ("198.51.100.0/24", "reserved for examples"),
    ("203.0.113.0/24", "reserved for examples"),
    ("224.0.0.0/4", "a group of machines"),
    ("240.0.0.0/4", "reserved"),
))  # fmt: skip
_REFUSED_V6: tuple[tuple[Network, str], ...] = tuple((IPv6Network(network), what) for network, what in (
    ("::/128", "this very machine"),
    ("::1/128", "this very machine"),
    ("fc00::/7", "a private network"),  # also the metadata service of most clouds
    ("fe80::/10", "the local link"),
    ("fec0::/10", "a private network"),
    ("ff00::/8", "a group of machines"),
    ("2001::/23", "reserved for protocols"),  # Teredo among them: where its packets end is hidden in the address
    ("2001:db8::/32", "reserved for examples"),
    ("3fff::/20", "reserved for examples"),
))  # fmt: skip
_UNICAST = IPv6Network("2000::/3")
# Networks whose addresses carry one of IPv4, and how many bits stand behind it.
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated (SIIT)
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def refusal(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why no connection may be made to this address (numbers, no name); None if one may.

    Within an IPv6 address that leads to one of IPv4 that one is judged.
    """
    judged = _meant(ip_address(address))
    if any(judged in network for network in allowed):
        return None
    for network, what in (*_REFUSED_V4, *_REFUSED_V6):
        if judged in network:
            return f"{address} is {what}"
    if isinstance(judged, IPv6Address) and judged not in _UNICAST:
        return f"{address} is no address of the public internet"
    return None


def _meant(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    number = int(address)
    for carrier, behind in _CARRIERS:
        if address in carrier:
            return IPv4Address(number >> behind & 0xFFFF_FFFF)
    if number >> 32 & 0xFFFF_FFFF in _ISATAP:
        return IPv4Address(number & 0xFFFF_FFFF)
    return address
