"""Fields that count, by model. Renewed by `fieldguard generate audit --write`: decide in the policy instead of here."""

AUDITED: dict[str, list[str]] = {}
