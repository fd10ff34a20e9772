"""Where a request comes from, as far as that cannot be forged."""

from __future__ import annotations

import ipaddress
import re
from typing import Union

from django.http import HttpRequest

from .options import option

Address = Union[ipaddress.IPv4Address, ipaddress.IPv6Address]
Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]

# In ``TRUSTED_PROXIES``: a server on the same machine that hands requests over by a socket of Unix, which has no address.
SOCKET = "unix"
_WITH_PORT = re.compile(r"(?:\[(.+)\]|([\d.]+))(?::\d+)?")


def address_of(request: HttpRequest) -> str | None:
    """Of the nearest machine that is no proxy of ours: what stands farther left in ``X-Forwarded-For`` anybody can write."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    found = None
    for place, text in enumerate([request.META.get("REMOTE_ADDR", ""), *reversed(forwarded)]):
        address = _parsed(text)
        if address is not None:
            found = str(address)
        elif place > 0:
            return found
        if not _is_ours(address):
            return found
    return found


def is_from_proxy(request: HttpRequest) -> bool:
    return _is_ours(_parsed(request.META.get("REMOTE_ADDR", "")))


def network_of(text: str) -> Network | None:
    """None where that is no network: ``check_proxies`` tells of it. Bits of a host are overlooked, as in ``10.0.0.1/8``."""
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _is_ours(address: Address | None) -> bool:
    if address is None:
        return SOCKET in option("TRUSTED_PROXIES")
    networks = map(network_of, option("TRUSTED_PROXIES"))
    return any(address in network for network in networks if network is not None)


def _parsed(text: str) -> Address | None:
    match = _WITH_PORT.fullmatch(text.strip())
    try:
        address = ipaddress.ip_address((match[1] or match[2]) if match else text.strip())
    except ValueError:
        return None
    # As a socket for both kinds of addresses names one of the older kind.
    return getattr(address, "ipv4_mapped", None) or address
