"""Sends traffic through a project with the generated audit, and asks what the audit has seen of it."""

import asyncio
import json
import random
import threading
import time
import uuid

from harness import expect, run

from django.contrib.auth.models import User
from django.db import connection
from django.test import AsyncClient, Client
from vault.models import Chart, Customer, Driver, Insured, Order

from config.access_audit import reads
from config.access_audit.models import AccessEvent
from config.access_audit.redaction import redacted
from config.access_audit.scope import acting

ROWS = 130
CUSTOMER = "vault.Customer"
client = Client(raise_request_exception=False)
seen = {}


def events_of(action):
    """What a call leaves behind."""
    before = AccessEvent.objects.count()
    action()
    return list(AccessEvent.objects.order_by("pk")[before:])


def summary(event):
    return [event.action, event.model, event.fields, event.count, event.actor, event.outcome]


def covered(way, action, expected):
    found = [summary(each) for each in events_of(action)]
    seen[way] = found == expected
    expect(json.dumps(found), json.dumps(expected))


def as_user(path):
    return lambda: expect(client.get(path).status_code < 500, True)


def function_views():
    """Function views: values(), a join, aggregates, raw(), one row, a refusal, a stream."""
    actor = str(user.pk)
    everybody = [["read", CUSTOMER, ["email"], ROWS, actor, "success"]]
    covered("values()", as_user("/values/"), everybody)
    covered("values() of another model", as_user("/joined/"), [["read", CUSTOMER, ["email"], 3, actor, "success"]])
    covered("aggregate()", as_user("/latest/"), [["read", CUSTOMER, ["email"], 1, actor, "success"]])
    whole = ["email", "national_id"]
    covered("raw()", as_user("/raw/"), [["read", CUSTOMER, whole, ROWS, actor, "success"]])
    covered("get()", as_user("/one/%d/" % customers[0].pk), [["read", CUSTOMER, whole, 1, actor, "success"]])
    covered("a refusal", as_user("/refused/%d/" % customers[0].pk), [["read", CUSTOMER, whole, 1, actor, "denied"]])
    stream = lambda: list(client.get("/streamed/").streaming_content)
    covered("a streamed export", stream, [["export", CUSTOMER, whole, ROWS, actor, "success"]])


def template_hops():
    """Templates that follow a relation, and prefetched ones."""
    whole = ["email", "national_id"]
    covered("template hops", as_user("/hop/"), [["read", CUSTOMER, whole, 3, str(user.pk), "success"]])
    covered("prefetch_related", as_user("/prefetched/"), [["read", CUSTOMER, whole, 3, str(user.pk), "success"]])


def administration():
    """The admin's list, its form and an export action."""
    whole, actor = ["email", "national_id"], str(user.pk)
    covered("the admin's list", as_user("/admin/vault/customer/"), [["read", CUSTOMER, whole, 100, actor, "success"]])
    page = "/admin/vault/customer/%d/change/" % customers[0].pk
    covered("the admin's form", as_user(page), [["read", CUSTOMER, whole, 1, actor, "success"]])
    form = {"action": "export", "_selected_action": [each.pk for each in customers], "select_across": "1", "index": "0"}
    exported = events_of(lambda: client.post("/admin/vault/customer/", form))
    seen["the admin's export"] = [each.action for each in exported] == ["export"] * len(exported) != []
    assert ["export", CUSTOMER, ["email"], ROWS, actor, "success"] in [summary(each) for each in exported], exported


def writes():
    """save() names what has changed, update() of fields that do not count is no event."""
    covered("update() of others", as_user("/move/"), [])
    found = events_of(as_user("/correct/%d/" % customers[1].pk))
    expect([[each.action, each.fields] for each in found], [["read", ["email", "national_id"]], ["update", ["email"]]])
    expect(found[1].keys, [str(customers[1].pk)])


def asynchronous():
    """Asynchronous views, many at once, and asynchronous streams."""
    whole, actor = ["email", "national_id"], str(user.pk)

    async def many():
        browser = AsyncClient()
        browser.cookies = client.cookies
        answers = await asyncio.gather(*[browser.get("/asynchronous/") for _ in range(20)])
        expect({each.status_code for each in answers}, {200})
        response = await browser.get("/asynchronous_stream/")
        return [part async for part in response]

    found = [summary(each) for each in events_of(lambda: asyncio.run(many())) if each.model == CUSTOMER]
    wanted = [["read", CUSTOMER, whole, ROWS, actor, "success"]] * 20 + [["export", CUSTOMER, whole, ROWS, actor, "success"]]
    seen["asynchronous"] = found == wanted
    expect(json.dumps(found), json.dumps(wanted))


def threads():
    """Requests of 20 threads at a time, each event of its own request."""
    # SQLite lets one thread write at a time.
    wanted = 100 if connection.vendor == "sqlite" else 1000

    def ask(number):
        browser = Client(REMOTE_ADDR="10.0.0.%d" % number)
        for _ in range(wanted // 20):
            browser.get("/one/%d/" % customers[number].pk)
        connection.close()

    def all_of_them():
        running = [threading.Thread(target=ask, args=[number]) for number in range(20)]
        for each in running:
            each.start()
        for each in running:
            each.join()

    found = events_of(all_of_them)
    right = [each for each in found if each.keys == [str(customers[int(each.address.split(".")[-1])].pk)]]
    seen["threads"] = len(right) == wanted
    expect([len(found), len(right), len({each.request_id for each in found})], [wanted] * 3)


def jobs():
    """The shell and jobs, which may say whom they work for."""
    covered("the shell", lambda: list(Customer.objects.values_list("email")), [["read", CUSTOMER, ["email"], ROWS, "", "success"]])

    def job():
        with acting(user.pk):
            for each in customers[:5]:
                each.refresh_from_db(fields=["email"])

    covered("a job", job, [["read", CUSTOMER, ["email"], 5, str(user.pk), "success"]])


def sensitive_keys():
    """A primary key that is sensitive is kept as a hash."""
    found = events_of(lambda: Insured.objects.get(passport_number="planted-passport"))
    expect([each.keys[0][0] for each in found], ["~"])
    # As are those of its children and of rows that have its key for their own.
    key = found[0].keys
    Driver.objects.create(passport_number="planted-driver", tax_id="planted-tax", diagnosis="planted-diagnosis")
    Chart.objects.create(insured_id="planted-passport", diagnosis="planted-diagnosis")
    found = events_of(lambda: (Chart.objects.get(), Driver.objects.get().delete()))
    assert {each.action for each in found} == {"read", "delete"}, found
    expect({each.keys[0][0] for each in found}, {"~"})
    expect(found[0].keys, key)


def sign_ins():
    """Signing in and out is told, and failing to, without the name that was typed."""
    browser = Client()
    form = {"username": "planted-name", "password": "planted-password"}
    failed = events_of(lambda: browser.post("/admin/login/", form))
    expect([summary(each) for each in failed], [["login", "auth.User", [], 1, "", "denied"]])
    good = {"username": "ada", "password": "good", "next": "/values/"}
    found = events_of(lambda: (browser.post("/admin/login/", good), browser.post("/admin/logout/")))
    expect([[each.action, each.actor] for each in found], [["login", str(user.pk)], ["logout", str(user.pk)]])


def not_covered():
    """What the page says is not seen, is not: a cursor, a comparison, a count."""
    expect(events_of(as_user("/cursor/")), [])
    compare = lambda: (Customer.objects.filter(email="x").exists(), Customer.objects.count(), Customer.objects.only("colour")[0])
    expect(events_of(compare), [])


def no_values():
    """No column of any event holds a planted value."""
    with connection.cursor() as found:
        found.execute("SELECT * FROM access_audit_accessevent")
        rows = found.fetchall()
    assert len(rows) > 100, len(rows)
    assert "planted" not in repr(rows)


def benign_lines():
    """Of lines that hold no secret, 99.9 % stay as they are."""
    # It hangs on no database, and takes its time.
    lines = 20_000 if connection.vendor == "sqlite" else 100_000
    chosen = random.Random(7)
    words = "GET POST order card account bank visa user token paid pan zoom build sent password reset took ms id".split()
    identifiers = [str(uuid.UUID(int=chosen.getrandbits(128))) for _ in range(1000)]
    changed = 0
    for _ in range(lines):
        parts = [*chosen.choices(words, k=5), str(chosen.getrandbits(chosen.choice((16, 32, 40, 63)))), chosen.choice(identifiers)]
        chosen.shuffle(parts)
        line = "%s=%s %s" % (chosen.choice(("duration", "tokens", "key_id", "card_id")), chosen.random(), " ".join(parts))
        changed += redacted(line) != line
    print("coverage: %d of %d lines without secrets are changed" % (changed, lines))
    assert changed <= lines / 1000, changed


def cost():
    """What it costs is printed."""

    def seconds():
        start = time.perf_counter()
        for _ in range(60):
            list(Customer.objects.values_list("email"))
        return time.perf_counter() - start

    with acting(user.pk):
        watched, rounds = dict(reads._watched), []
        for _ in range(5):
            on = seconds()
            reads._watched.clear()
            off = seconds()
            reads._watched.update(watched)
            rounds.append(on / off)
    print("cost: a query of %d rows takes %.2f times as long" % (ROWS, sorted(rounds)[2]))


user = User.objects.create_superuser("ada", password="good")
customers = Customer.objects.bulk_create(
    [Customer(national_id="planted-id-%d" % each, email="planted-%d@example.org" % each) for each in range(ROWS)]
)
customers = list(Customer.objects.all())
Order.objects.bulk_create([Order(customer=customers[each]) for each in range(3)])
Insured.objects.create(passport_number="planted-passport", tax_id="planted-tax")
client.force_login(user)
client.get("/log/")
for cell in (
    function_views,
    template_hops,
    administration,
    writes,
    asynchronous,
    threads,
    jobs,
    sensitive_keys,
    sign_ins,
    not_covered,
    no_values,
    benign_lines,
    cost,
):
    run(cell)
print("coverage: %s" % ", ".join("%s %s" % (way, "seen" if whole else "NOT SEEN") for way, whole in seen.items()))
