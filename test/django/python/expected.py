"""Reads all customers with the models of a release, looks some up, and compares them with `expected.json`, and looks at the columns."""

import json

from harness import expect

from django.db import connection
from shop.models import Customer

from config.encrypted_fields.keys import is_token

with open("expected.json") as file:
    expected = {int(key): value for key, value in json.load(file).items()}
found = {row.pk: row.email for row in Customer.objects.all()}
wrong = [(key, found.get(key), value) for key, value in expected.items() if found.get(key) != value]
if wrong or len(found) != len(expected):
    raise AssertionError("%d of %d wrong, %d found: %r" % (len(wrong), len(expected), len(found), wrong[:3]))
some = dict(list(expected.items())[:500])
expect(sorted(Customer.objects.filter(email__in=some.values()).values_list("pk", flat=True)), sorted(some))
with connection.cursor() as cursor:
    cursor.execute("SELECT email_encrypted FROM shop_customer WHERE email_encrypted IS NOT NULL")
    expect([token for (token,) in cursor.fetchall() if not is_token(token)], [])
print(len(found))
