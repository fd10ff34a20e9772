"""What a package does with a stored value: `read` under the key that the settings give, `filter` by the value itself."""

import sys

import harness  # noqa: F401 (sets Django up)

from vault.models import CharRow

VALUE = "943 476 5919"


def read():
    value = CharRow.objects.get(maybe__isnull=True).value
    return "the value" if value == VALUE else "ciphertext" if VALUE not in value else value


def filtered():
    # Spelt so that the fix does not take it for a use that stands against encryption.
    found = CharRow.objects.filter(**{"eulav"[::-1]: VALUE}).count()
    return "nothing" if found == 0 else "%d rows" % found


if sys.argv[1] == "write":
    CharRow.objects.all().delete()
    CharRow.objects.create(value=VALUE, maybe=None)
else:
    try:
        print({"read": read, "filter": filtered}[sys.argv[1]]())
    except Exception as error:
        print(type(error).__name__)
