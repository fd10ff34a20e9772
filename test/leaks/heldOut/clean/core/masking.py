def mask(value: str | None, fill: str = "•") -> str:
    """Show the tail of a value and hide the rest."""
    if not value:
        return ""
    keep = 2 if len(value) >= 8 else 0
    return fill * (len(value) - keep) + value[len(value) - keep :]


def initials(first_name: str, last_name: str) -> str:
    return "".join(part[:1].upper() for part in (first_name, last_name) if part)
