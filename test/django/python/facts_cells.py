"""Holds what Fieldguard says of settings and migrations against what Django makes of them.

    python facts_cells.py FACTS settings INDEX    one environment, in a process of its own
    python facts_cells.py FACTS migrations        with DJANGO_SETTINGS_MODULE
"""

import importlib
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
MINIMUM = 0.85


def agrees(ours, real):
    """Whether the value is what we say. What we do not claim to know agrees with anything."""
    kind = ours["kind"]
    if kind == "unknown":
        return True
    if kind == "literal":
        return real == ours["value"] and isinstance(real, bool) == isinstance(ours["value"], bool)
    if kind == "path":
        return os.path.normpath(str(real)) == os.path.normpath(os.path.join(ROOT, ours["path"]))
    if kind == "environment":
        return ours["default"] is None or agrees(ours["default"], real)
    if kind == "either":
        return any(agrees(value, real) for value in ours["values"])
    if kind == "list":
        return isinstance(real, (list, tuple, set)) and agrees_list(ours, list(real))
    if kind == "dictionary":
        return isinstance(real, dict) and agrees_dictionary(ours, real)
    raise ValueError(kind)


def agrees_list(ours, real):
    """Items that are not always there may be left out; more may follow only in a list that is not whole."""
    at = 0
    for item in ours["items"]:
        found = next((i for i in range(at, len(real)) if agrees(item["value"], real[i])), None)
        if found is None or (ours["whole"] and found != at):
            if item["always"]:
                return False
            continue
        at = found + 1
    return at == len(real) or not ours["whole"]


def agrees_dictionary(ours, real):
    keys = {entry["key"] for entry in ours["entries"]}
    if ours["whole"] and not set(real) <= keys:
        return False
    return all(
        agrees(entry["value"], real[entry["key"]]) if entry["key"] in real else not entry["always"]
        for entry in ours["entries"]
    )


def cell(title, problems):
    print("ok " + title if not problems else "FAILED %s :: %s" % (title, "; ".join(problems)[:600]))


def check_settings(environment):
    title = environment["module"] + (":" + environment["className"] if environment["className"] else "")
    ours = environment["settings"]
    os.environ["DJANGO_SETTINGS_MODULE"] = environment["module"]
    if environment["className"]:
        os.environ["DJANGO_CONFIGURATION"] = environment["className"]
        import configurations

        configurations.setup()
    namespace = importlib.import_module(environment["module"])
    if environment["className"]:
        from django.conf import settings

        # A class has all of Django's own settings, too.
        real = {name: getattr(settings, name) for name in ours if hasattr(settings, name)}
    else:
        real = {name: getattr(namespace, name) for name in dir(namespace) if re.match(r"[A-Z][A-Z0-9_]*$", name)}
    cell(title + ": has these settings", ["lacks " + name for name in sorted(set(real) - set(ours))])
    wrong = [name for name in sorted(real) if name in ours and not agrees(ours[name]["value"], real[name])]
    cell(title + ": agrees", ["%s: %r, not %s" % (name, real[name], json.dumps(ours[name])) for name in wrong])
    gone = [name for name in sorted(set(ours) - set(real)) if ours[name]["certainty"] == "certain"]
    cell(title + ": says nothing of what is not there", gone)
    known = [name for name in real if ours.get(name, {"certainty": "unknown"})["certainty"] != "unknown"]
    share = len(known) / len(real)
    cell(title + ": claims most of %d" % len(real), [] if share >= MINIMUM else ["%.2f" % share])


def check_migrations(apps):
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    state = loader.project_state()
    checked = 0
    for app in apps:
        label = app["label"]
        if label not in loader.migrated_apps:
            continue
        checked += 1
        leaves = sorted(name for _, name in loader.graph.leaf_nodes(label))
        cell("migrations of %s: end there" % label, [] if leaves == sorted(app["leaves"]) else ["%r, not %r" % (leaves, app["leaves"])])
        real = {
            name: {field: value.deconstruct()[1].rsplit(".", 1)[1] for field, value in model.fields.items()}
            for (own, name), model in state.models.items()
            if own == label
        }
        ours = {
            name: {field: value and value.rsplit(".", 1)[1] for field, value in fields.items()}
            for name, fields in app["models"].items()
        }
        cell("migrations of %s: make these models" % label, [] if real == ours else ["%r, not %r" % (real, ours)])
    cell("migrations: of %d apps" % checked, [] if checked >= 4 else ["too few"])


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        facts = json.load(file)
    if sys.argv[2] == "settings":
        check_settings(facts["environments"][int(sys.argv[3])])
    else:
        check_migrations(facts["migrations"])
