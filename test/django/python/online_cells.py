"""
Tries every way of writing a column that is being encrypted online, in one of its stages; runs inside the project of
`groups/online.ts`, whose settings take the models of the stage that the variable STAGE names.
"""

import json
import os
import tempfile

from harness import execute, expect, raises, run

from django.core.exceptions import FieldError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Lower
from shop.models import Customer

from config.encrypted_fields.keys import decrypt, encrypt, is_token

STAGE = os.environ["STAGE"]
index = Customer._meta.get_field("email_index")
HAS_PLAIN = STAGE < "5"
WRITES_PLAIN = STAGE < "4"


def stored(key):
    """What the plain and the encrypted column hold; the latter must be ciphertext."""
    with connection.cursor() as cursor:
        columns = "email, email_encrypted" if HAS_PLAIN else "NULL, email_encrypted"
        cursor.execute("SELECT %s FROM shop_customer WHERE id = %%s" % columns, [key])
        plain, token = cursor.fetchone()
    assert token is None or is_token(token), "plain text in the encrypted column"
    return [plain, token and decrypt(token)]


def written(key, value):
    expect(Customer.objects.get(pk=key).email, value)
    expect(list(Customer.objects.filter(pk=key).values_list("email", flat=True)), [value])
    expect(stored(key), [value if WRITES_PLAIN else None, value])
    indexed = {"email": value.upper()} if STAGE > "2" else {"email_index__in": index.digests(value.upper())}
    assert key in Customer.objects.filter(**indexed).values_list("pk", flat=True), "not found by the blind index"


def customer(email="ada@example.org"):
    return Customer.objects.create(name="Ada", email=email)


def saving():
    """save() writes the copy: a new row, an old one, and one that is read without the column"""
    row = customer()
    written(row.pk, "ada@example.org")
    row.email = "Zoë@example.org"
    row.save()
    written(row.pk, "Zoë@example.org")
    part = Customer.objects.only("name").get(pk=row.pk)
    part.name = "Eve"
    part.save()
    written(row.pk, "Zoë@example.org")
    given = Customer(pk=row.pk + 1000, name="Given", email="given@example.org")
    given.save()
    written(given.pk, "given@example.org")


def update_fields():
    """save(update_fields=…) writes the copy with its source, and with nothing else"""
    row = customer()
    row.email, row.name = "b@example.org", "Bea"
    row.save(update_fields=["name"])
    written(row.pk, "ada@example.org")
    row.save(update_fields=["email"])
    written(row.pk, "b@example.org")


def queryset_update():
    """update() writes the copy"""
    row = customer()
    Customer.objects.filter(pk=row.pk).update(email="c@example.org", orders=F("orders") + 1)
    written(row.pk, "c@example.org")
    expect(Customer.objects.get(pk=row.pk).orders, 1)


def bulk():
    """bulk_create() and bulk_update() write the copy, row by row"""
    Customer.objects.bulk_create([Customer(name="bulk", email="%d@example.org" % number) for number in range(3)])
    rows = list(Customer.objects.filter(name="bulk").order_by("pk"))
    for number, row in enumerate(rows):
        written(row.pk, "%d@example.org" % number)
        row.email, row.orders = "new%d@example.org" % number, number
    Customer.objects.bulk_update(rows, ["email", "orders"])
    for number, row in enumerate(rows):
        written(row.pk, "new%d@example.org" % number)


def conflicts():
    """bulk_create(update_conflicts=True) writes the copy of what was there"""
    row = customer()
    keys = {} if connection.vendor == "mysql" else {"unique_fields": ["id"]}
    again = Customer(pk=row.pk, name="Again", email="again@example.org")
    Customer.objects.bulk_create([again], update_conflicts=True, update_fields=["email"], **keys)
    written(row.pk, "again@example.org")


def get_or_create():
    """get_or_create() and update_or_create() write the copy"""
    row, _ = Customer.objects.get_or_create(name="One", defaults={"email": "d@example.org"})
    written(row.pk, "d@example.org")
    row, _ = Customer.objects.update_or_create(name="One", defaults={"email": "e@example.org"})
    written(row.pk, "e@example.org")
    row, _ = Customer.objects.update_or_create(name="Two", defaults={"email": "f@example.org"})
    written(row.pk, "f@example.org")


def fixtures():
    """loaddata writes the copy, and dumpdata has the value once"""
    row = customer("fixture@example.org")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "customers.json")
        call_command("dumpdata", "shop", output=path, verbosity=0)
        with open(path) as file:
            items = json.load(file)
        found = [item["fields"] for item in items if item["pk"] == row.pk]
        expect(found, [{"name": "Ada", "email": "fixture@example.org", "orders": 0}])
        for item in items:
            item["fields"]["email"] = "loaded@example.org"
        with open(path, "w") as file:
            json.dump(items, file)
        call_command("loaddata", path, verbosity=0)
        written(row.pk, "loaded@example.org")
        Customer.objects.all().delete()
        call_command("loaddata", path, verbosity=0)
    written(row.pk, "loaded@example.org")


def computed():
    """What the database computes is refused, or leaves the copy empty for the backfill, and is never plain in it"""
    row = customer("UPPER@example.org")
    chosen = Customer.objects.filter(pk=row.pk)
    if STAGE > "2":
        raises(FieldError, lambda: chosen.update(email=Lower("email")))
        raises(FieldError, lambda: chosen.update(email=F("name")))
        return
    chosen.update(email=Lower("email"))
    expect(stored(row.pk), ["upper@example.org", None])
    expect(Customer.objects.filter(pk=row.pk, email_index__isnull=True).count(), 1)
    raises(CommandError, lambda: call_command("backfill_encrypted", "shop.Customer", "email", verify=True))
    call_command("backfill_encrypted", "shop.Customer", "email", verbosity=0)
    call_command("rebuild_blind_index", "shop.Customer", "email_index", verbosity=0)
    written(row.pk, "upper@example.org")
    chosen.update(email=Value("value@example.org"))
    written(row.pk, "value@example.org")


def old_writer():
    """What a process that knows the plain column alone writes is read, and the backfill finds it"""
    if not WRITES_PLAIN:
        return
    row, new = customer(), customer()
    execute("UPDATE shop_customer SET email = %s WHERE id = %s", "old@example.org", row.pk)
    execute("UPDATE shop_customer SET email = %s, email_encrypted = NULL WHERE id = %s", "new@example.org", new.pk)
    for key, value in ((row.pk, "old@example.org"), (new.pk, "new@example.org")):
        expect(Customer.objects.get(pk=key).email, value)
        expect(Customer.objects.only("email").get(pk=key).email, value)
        expect(list(Customer.objects.filter(pk=key, email__isnull=False).values_list("email", flat=True)), [value])
    late = Customer.objects.get(pk=row.pk)
    late.name = "Late"
    late.save()
    expect(stored(row.pk)[0], "old@example.org")
    execute("UPDATE shop_customer SET email_encrypted = %s WHERE id = %s", encrypt("older@example.org"), row.pk)
    message = raises(CommandError, lambda: call_command("backfill_encrypted", "shop.Customer", "email", verify=True))
    assert "1 missing, 1 different, 0 unreadable" in message and "example" not in message, message
    call_command("backfill_encrypted", "shop.Customer", "email", batch=1, verbosity=0)
    call_command("backfill_encrypted", "shop.Customer", "email", verify=True, verbosity=0)
    call_command("rebuild_blind_index", "shop.Customer", "email_index", verbosity=0)
    written(row.pk, "old@example.org")
    written(new.pk, "new@example.org")


def validating():
    """full_clean() says nothing of the copy"""
    row = customer()
    row.full_clean()
    row.email = ""
    message = raises(Exception, row.full_clean)
    assert "email_" not in message, message


for cell in (
    saving,
    update_fields,
    queryset_update,
    bulk,
    conflicts,
    get_or_create,
    fixtures,
    computed,
    old_writer,
    validating,
):
    Customer.objects.all().delete()
    run(cell)
