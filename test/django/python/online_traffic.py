"""
Encrypts a field while processes of two and more releases write it. After each step every value must be the one that was
written last, for each release that is still running, and the encrypted column holds nothing but ciphertext.
"""

import json
import time

from releases import BACKFILL, OLD_KEY, Traffic, check, kill_backfill, manage, python, run_steps

NEW_KEY = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldzA="
OTHER_KEY = "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhlcm90aGVyb3Q="
SAVE_ALL = "from harness import *; from shop.models import Customer; [row.save() for row in Customer.objects.all()]"
READ_TOKENS = """
import json
from harness import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT id, email_encrypted FROM shop_customer")
    print(json.dumps(dict(cursor.fetchall())))
"""


def expand():
    """The column is added while the old release writes; afterwards both write"""
    with Traffic("0_before"):
        manage("1_expand", "migrate", "-v0")
    with Traffic("0_before", "1_expand"):
        time.sleep(1)
    check("0_before", "1_expand")


def backfill():
    """The backfill, killed at ten random points and run again, leaves no row out and overwrites none"""
    with Traffic("0_before", "1_expand"):
        kill_backfill("1_expand")
        manage("1_expand", *BACKFILL)
    check("0_before", "1_expand")
    manage("1_expand", *BACKFILL)
    manage("1_expand", *BACKFILL, "--verify")
    check("0_before", "1_expand")


def switch():
    """The switch: three releases write, of which the oldest knows the plain column alone"""
    with Traffic("0_before", "1_expand"):
        manage("3_switch", "migrate", "-v0")
    with Traffic("0_before", "1_expand", "3_switch"):
        time.sleep(1)
        manage("3_switch", *BACKFILL)
    check("0_before", "1_expand", "3_switch")
    manage("3_switch", *BACKFILL)
    manage("3_switch", *BACKFILL, "--verify")
    check("0_before", "1_expand", "3_switch")


def stop_writing():
    """The plain column is emptied with every write, while the release before still fills it"""
    with Traffic("3_switch"):
        manage("4_stop_writing", "migrate", "-v0")
    with Traffic("3_switch", "4_stop_writing"):
        time.sleep(1)
    check("3_switch", "4_stop_writing")


def forget():
    """The plain column is erased, and forgotten, while the release before still empties it"""
    with Traffic("4_stop_writing"):
        manage("5_forget", "migrate", "-v0")
    with Traffic("4_stop_writing", "5_forget"):
        time.sleep(1)
    check("4_stop_writing", "5_forget")


def drop():
    """The plain column is dropped while the release before writes"""
    with Traffic("5_forget"):
        manage("6_drop", "migrate", "-v0")
    with Traffic("5_forget", "6_drop"):
        time.sleep(0.5)
    check("5_forget", "6_drop")


def rotation():
    """A key is rotated while processes write: every value is readable at every step, and in the end without the old key"""
    behind, front = OLD_KEY + "," + NEW_KEY, NEW_KEY + "," + OLD_KEY
    with Traffic(("6_drop", OLD_KEY), ("6_drop", behind)):
        time.sleep(0.3)
    check("6_drop", keys=OLD_KEY)
    check("6_drop", keys=behind)
    with Traffic(("6_drop", behind), ("6_drop", front)):
        manage("6_drop", "reencrypt", "shop.Customer", "email", keys=front)
    check("6_drop", keys=behind)
    check("6_drop", keys=front)
    with Traffic(("6_drop", front)):
        manage("6_drop", "reencrypt", "shop.Customer", "email", keys=front)
    manage("6_drop", "reencrypt", "shop.Customer", "email", "--check", keys=front)
    check("6_drop", keys=front)
    check("6_drop", keys=NEW_KEY)


def swapped_key():
    """A naive rotation, the new key in place of the old one, leaves nothing that can be read"""
    code, output = python("6_drop", "expected.py", keys=NEW_KEY)
    if code == 0 or "DecryptionError" not in output:
        raise AssertionError(output[-600:])


def wrong_key():
    """Under a wrong key reading, saving and reencrypt raise while others write, and no row is written"""
    before = stored()
    with Traffic(("6_drop", NEW_KEY)):
        for args in (["expected.py"], ["-c", SAVE_ALL], ["manage.py", "reencrypt", "shop.Customer", "email"]):
            code, output = python("6_drop", *args, keys=OTHER_KEY)
            if code == 0 or "DecryptionError" not in output:
                raise AssertionError(output[-600:])
    check("6_drop", keys=NEW_KEY)
    after = stored()
    changed = [key for key, token in before.items() if after[key] != token]
    if changed:
        raise AssertionError("%d rows have another ciphertext" % len(changed))


def stored():
    """Ciphertext by primary key; processes write rows of their own alone."""
    _, output = python("6_drop", "-c", READ_TOKENS)
    return json.loads(output)


run_steps(expand, backfill, switch, stop_writing, forget, drop, swapped_key, rotation, wrong_key)
