"""
Gives a unique field a blind index over several releases while processes of each, and of the one before, write it, look it
up, and try to write what is there already.
"""

import time

from releases import BACKFILL, Traffic, check, expected, kill_backfill, manage, python, run_steps

CHECK = ["rebuild_blind_index", "shop.Customer", "email_index", "--check"]


def expand():
    """Both columns are added while the old release writes; afterwards both releases write"""
    with Traffic("0_before"):
        manage("1_expand", "migrate", "-v0")
    with Traffic("0_before", "1_expand"):
        time.sleep(1)
    check("0_before", "1_expand")


def backfill():
    """The backfill, killed at ten random points and run again, fills and verifies both columns"""
    with Traffic("0_before", "1_expand"):
        kill_backfill("1_expand")
        manage("1_expand", *BACKFILL)
    check("0_before", "1_expand")
    with Traffic("1_expand"):
        manage("2_backfill", "migrate", "-v0")
        manage("2_backfill", *BACKFILL, "--verify")
    check("1_expand", "2_backfill")
    manage("2_backfill", *CHECK)


def refused():
    """The switch is refused as long as one row differs, or lacks its index"""
    key, value = next(iter(expected.items()))
    changes = "import harness; from shop.models import Customer; Customer.objects.filter(pk=%d).update(%s)"
    for stage, change, state in (
        ("0_before", "email='old@example.org'", "1 different"),
        ("1_expand", "email_index=None", "1 unindexed"),
    ):
        python(stage, "-c", changes % (int(key), change))
        for args in ([*BACKFILL, "--verify"], ["migrate", "-v0"]):
            code, output = python("3_switch" if args[0] == "migrate" else "2_backfill", "manage.py", *args)
            assert code != 0 and state in output, output
        manage("2_backfill", *BACKFILL)
    python("2_backfill", "-c", changes % (int(key), "email=%r" % value))
    check("2_backfill")


def switch():
    """The switch: the index is unique, and rows are found by it, while the release before goes by the plain column"""
    with Traffic("2_backfill"):
        manage("3_switch", "migrate", "-v0")
    with Traffic("2_backfill", "3_switch"):
        time.sleep(1)
    check("2_backfill", "3_switch")


def contract():
    """The plain column is emptied, erased and dropped while the release before writes"""
    for before, stage in (("3_switch", "4_stop_writing"), ("4_stop_writing", "5_forget"), ("5_forget", "6_drop")):
        with Traffic(before):
            manage(stage, "migrate", "-v0")
        with Traffic(before, stage):
            time.sleep(0.5)
        check(before, stage)
    manage("6_drop", *CHECK)


run_steps(expand, backfill, refused, switch, contract)
