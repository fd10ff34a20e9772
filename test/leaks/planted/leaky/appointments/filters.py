RESERVED = {"limit", "offset", "format"}

ALIASES = {
    "state": "state",
    "channel": "channel",
    "from": "slot__starts_at__gte",
    "to": "slot__starts_at__lt",
}


def narrow(queryset, params):
    """Apply the query parameters of the list end point."""
    lookups = {}
    for key, value in params.items():
        if key not in RESERVED:
            lookups[ALIASES.get(key, key)] = value
    return queryset.filter(**lookups)
