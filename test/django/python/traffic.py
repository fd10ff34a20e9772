"""
traffic.py NAME: a process of one release that writes and reads customers of its own, in every way, until the file
`NAME.stop` is there. Each value is read back at once, and looked up; where it is unique it is refused a second time. Says at the end, in `NAME.json`, what each customer must hold.
"""

import json
import os
import random
import sys
import time

from harness import expect, raises

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from shop.models import Customer

NAME = sys.argv[1]
chance = random.Random(NAME)
values = {}
UNIQUE = any(field.unique for field in Customer._meta.fields if field.name in ("email", "email_index"))


def email():
    return "%s-%d@example.org" % (NAME, chance.randrange(10**9))


def create():
    value = email()
    return Customer.objects.create(name=NAME, email=value).pk, value


def bulk_create():
    value = email()
    Customer.objects.bulk_create([Customer(name=value, email=value)])
    return Customer.objects.get(name=value).pk, value


def save():
    row = Customer.objects.get(pk=chance.choice(list(values)))
    row.email, row.orders = email(), row.orders + 1
    row.save()
    return row.pk, row.email


def save_another_field():
    row = Customer.objects.get(pk=chance.choice(list(values)))
    row.orders += 1
    row.save()
    return row.pk, values[row.pk]


def update_fields():
    row = Customer.objects.get(pk=chance.choice(list(values)))
    row.email = email()
    row.save(update_fields=["email"])
    return row.pk, row.email


def update():
    key, value = chance.choice(list(values)), email()
    Customer.objects.filter(pk=key).update(email=value, orders=F("orders") + 1)
    return key, value


def bulk_update():
    row = Customer.objects.get(pk=chance.choice(list(values)))
    row.email = email()
    Customer.objects.bulk_update([row], ["email"])
    return row.pk, row.email


def again():
    """What is there already, which is refused wherever the first release kept it unique."""
    key, value = chance.choice(list(values.items()))
    if UNIQUE:
        with transaction.atomic():
            raises(IntegrityError, lambda: atomically(lambda: Customer.objects.create(name=NAME, email=value)))
    return key, value


def atomically(action):
    with transaction.atomic():
        return action()


def given_on():
    """A value that another row had a moment ago"""
    row = Customer.objects.get(pk=chance.choice(list(values)))
    value, row.email = row.email, email()
    row.save()
    values[row.pk] = row.email
    return Customer.objects.create(name=NAME, email=value).pk, value


WAYS = [again, given_on, create, bulk_create, save, save_another_field, update_fields, update, bulk_update]


def once(way):
    """What the database asks to be tried again is, as in any project; a write that failed has changed nothing."""
    for attempt in range(50):
        try:
            key, value = way()
            break
        except OperationalError:
            time.sleep(0.02)
    else:
        raise AssertionError("the database was never ready")
    values[key] = value
    with transaction.atomic():
        expect(Customer.objects.get(pk=key).email, value)
        expect(Customer.objects.get(email=value).pk, key)


def main():
    count = 0
    while not os.path.exists(NAME + ".stop"):
        once(chance.choice(WAYS) if len(values) > 20 else create)
        count += 1
        if count == 30:
            open(NAME + ".ready", "w").close()
    with open(NAME + ".json", "w") as file:
        json.dump(values, file)


main()
