"""Writes and reads rows with a primary key of several columns, more of them than are changed at once."""

import sys
from io import StringIO

from harness import *  # sets Django up
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from vault.models import Holding

COUNT = 1203


def write():
    """Rows are written"""
    Holding.objects.bulk_create(
        Holding(tenant=number % 3, number=number, account="account-%d" % number) for number in range(COUNT)
    )


def values():
    """All rows have their values"""
    rows = Holding.objects.order_by("number").values_list("tenant", "number", "account")
    expect(list(rows), [(number % 3, number, "account-%d" % number) for number in range(COUNT)])
    expect(Holding.objects.get(pk=(1, 4)).account, "account-4")


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s FROM vault_holding" % Holding._meta.get_field("account").column)
        return [account for (account,) in cursor.fetchall()]


def ciphertext():
    """No row is plain"""
    expect([account for account in stored() if "account" in account], [])


def plain():
    """All rows are plain"""
    expect(sum("account" in account for account in stored()), COUNT)


def another_key():
    """With another key in front all rows are encrypted anew, and back"""
    keys = settings.FIELD_ENCRYPTION_KEYS
    other = Fernet.generate_key().decode()
    for given in ([other, *keys], [*keys, other]):
        before = stored()
        with override_settings(FIELD_ENCRYPTION_KEYS=given):
            call_command("reencrypt", "vault.Holding", "account", verbosity=0, stdout=StringIO())
        expect(len(set(before) & set(stored())), 0)


for name in sys.argv[1:]:
    run(globals()[name])
