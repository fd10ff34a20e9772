"""Runs inside a project whose `gdpr.yml` was exported to `exported.yml` and then written anew by the package."""

from pathlib import Path

import yaml

from harness import expect, run


def listed(path):
    models = yaml.safe_load(Path(path).read_text())["models"]
    return {
        "%s.%s" % (label, name): (field["pii"], field.get("explanation"))
        for label, model in models.items()
        for name, field in model["fields"].items()
    }


def same():
    """Each field that was exported is one that the package lists, and the other way round, with the same answer."""
    expect(listed("gdpr.yml"), listed("exported.yml"))


def personal():
    """What is about people is personal, inherited or not, a text or a yes and no."""
    expect(
        sorted(name for name, (pii, _) in listed("gdpr.yml").items() if pii and "Child" in name),
        ["clinic.Child.%s" % name for name in ("diagnosis", "first_name", "is_pregnant", "national_id")],
    )


def others():
    """Things, keys and generic relations are not."""
    for name in ("clinic.Note.about", "clinic.Note.object_id", "people.Machine.serial", "people.Machine.y"):
        expect(listed("gdpr.yml")[name][0], False)


for cell in (same, personal, others):
    run(cell)
