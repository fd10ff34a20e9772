from collections import defaultdict


def snapshot(obj, names: tuple[str, ...] | None = None) -> dict:
    """Plain values of a model instance, for the browser."""
    fields = obj._meta.concrete_fields
    if names is not None:
        fields = [f for f in fields if f.name in names]
    return {f.attname: getattr(obj, f.attname) for f in fields}


def group_by_birth_name(patients) -> dict:
    groups = defaultdict(list)
    for patient in patients:
        groups[(patient.last_name.casefold(), patient.date_of_birth)].append(patient)
    return {key: found for key, found in groups.items() if len(found) > 1}
