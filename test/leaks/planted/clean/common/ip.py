import ipaddress

from django.conf import settings


def client_address(request) -> str | None:
    """Address of the caller as seen by our own proxies."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXY_COUNT
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR")


def address_prefix(address: str | None) -> str | None:
    """Cut an address to its network (/24 or /48)."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    length = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network(f"{parsed}/{length}", strict=False).network_address)
