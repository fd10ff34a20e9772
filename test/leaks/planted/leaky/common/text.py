def mask(value: str, keep: int = 2) -> str:
    """``DE89...`` becomes ``****00``: at most ``keep`` characters stay."""
    if not value:
        return ""
    keep = min(keep, len(value) // 4)
    return "*" * (len(value) - keep) + (value[-keep:] if keep else "")


def csv_safe(value) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text
