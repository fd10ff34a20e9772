"""Tries blind indexes and the rotation of keys; runs inside a project whose `vault` has a member with an index."""

import json
import os
import tempfile

from harness import execute, expect, raises, raw, run

from django import forms
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, F, Q
from django.test import override_settings
from rest_framework.serializers import ModelSerializer
from vault.models import Badge, Former, Member, Naive, Note, Pass

from config.encrypted_fields.keys import DecryptionError
from config.encrypted_fields.pairs import Pair

OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZDA="
NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldzA="
OTHER = "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhlcm90aGVyb3Q="


def member(email="ada@example.org", code="A1"):
    return Member.objects.create(email=email, code=code)


def found(**lookups):
    return list(Member.objects.filter(**lookups).order_by("pk").values_list("pk", flat=True))


def lookups():
    """exact, in and get() of the encrypted field are served by its index, also across a relation and in exclude()"""
    ada, bob = member(), member("bob@example.org", "B1")
    Note.objects.create(member=ada, text="of Ada")
    expect(found(email="ada@example.org"), [ada.pk])
    expect(found(email__in=["bob@example.org", "nobody@example.org", None]), [bob.pk])
    expect(found(email__in=[]), [])
    expect(Member.objects.get(email="bob@example.org").pk, bob.pk)
    expect(found(email="nobody@example.org"), [])
    expect([note.text for note in Note.objects.filter(member__email="ada@example.org")], ["of Ada"])
    expect([row.pk for row in Member.objects.exclude(email="ada@example.org")], [bob.pk])
    expect(sorted(found(pk__in=Member.objects.filter(Q(email="ada@example.org") | Q(code="B1")))), [ada.pk, bob.pk])
    expect(Member.objects.filter(email="ada@example.org").annotate(n=Count("note")).get().n, 1)
    expect(Member.objects.get_or_create(email="ada@example.org")[1], False)


def nulls():
    """A null is found by isnull and by None"""
    row = Member.objects.create(email="c@example.org", code=None)
    expect(found(code=None), [row.pk])
    expect(found(code__isnull=True), [row.pk])
    expect(raw(Member, row.pk, "code_index"), [None])


def refused_lookups():
    """Whatever else the database would have to do raises FieldError"""
    member()
    for lookup, value in (
        ("email__contains", "ada"),
        ("code__iexact", "a1"),
        ("email__gt", "a"),
        ("email", F("code")),
        ("email__in", Member.objects.all()),
        ("email__in", F("code")),
    ):
        raises(FieldError, lambda: Member.objects.filter(**{lookup: value}).count())


def queries():
    """What another query gives is looked for, encrypted or plain, also within a subquery and none of it"""
    ada, bob = member(), member("bob@example.org", "bob@example.org")
    Note.objects.create(member=ada, text="ada@example.org")
    texts = Note.objects.values("text")
    expect(found(email__in=texts), [ada.pk])
    expect(found(email__in=Member.objects.order_by("code").values_list("code", flat=True)), [bob.pk])
    expect(found(email__in=texts.filter(text="nothing")), [])
    expect([row.pk for row in Member.objects.exclude(email__in=texts)], [bob.pk])
    expect(Note.objects.filter(member__in=Member.objects.filter(email__in=texts)).count(), 1)
    later = Member.objects.filter(email__in=texts)
    Note.objects.all().delete()
    expect(list(later), [])


def case():
    """What counts as equal is what the field says, whatever the database makes of case and blanks"""
    row = member("Ada@Example.org ", "aB")
    expect(found(email="ada@example.org"), [row.pk])
    expect(found(email__iexact="ADA@EXAMPLE.ORG"), [row.pk])
    expect(found(code="aB"), [row.pk])
    for code in ("ab", "AB", "aB ", "áB"):
        expect(found(code=code), [])


def unique():
    """The database refuses a second row with an equal value, whichever way it comes"""
    member()
    other = member("b@example.org", "B1")
    for action in (
        lambda: member("ADA@example.org", "C1"),
        lambda: Member.objects.filter(pk=other.pk).update(email="ada@example.org"),
        lambda: Member.objects.bulk_create([Member(email="ada@example.org", code="C1")]),
    ):
        with transaction.atomic():
            raises(IntegrityError, lambda: atomically(action))
    expect(Member.objects.get(pk=other.pk).email, "b@example.org")


def atomically(action):
    with transaction.atomic():
        return action()


def kept():
    """The index follows save(update_fields=…), update(), bulk_update(), bulk_create() and get_or_create()"""
    for write, email in written(Member, lambda: member("first@example.org")):
        expect([write, Member.objects.filter(email=email).count()], [write, 1])


def naive_index():
    """naive index: One that pre_save alone makes is left behind by save(update_fields=…), update() and bulk_update()"""
    left = [
        write
        for write, email in written(Naive, lambda: Naive.objects.create(email="first@example.org"))
        if not Naive.objects.filter(email_hash="hash of " + email).exists()
    ]
    expect(left, ["update_fields", "update", "bulk_update"])


def written(model, make):
    """Writes addresses, in one way after the other."""
    row = make()
    row.email = "fields@example.org"
    row.save(update_fields=["email"])
    yield "update_fields", "fields@example.org"
    model.objects.filter(pk=row.pk).update(email="update@example.org")
    yield "update", "update@example.org"
    row.email = "bulk@example.org"
    model.objects.bulk_update([row], ["email"])
    yield "bulk_update", "bulk@example.org"
    model.objects.bulk_create([model(email="made@example.org")])
    yield "bulk_create", "made@example.org"
    model.objects.get_or_create(pk=row.pk + 1000, defaults={"email": "got@example.org"})
    yield "get_or_create", "got@example.org"


def validated():
    """full_clean() and a form say of the field that the value is taken, and do not mind the row itself"""
    row = member()
    row.full_clean()
    message = raises(ValidationError, Member(email="Ada@example.org", code="C1").full_clean)
    assert "Member with this Email already exists." in message, message

    class MemberForm(forms.ModelForm):
        class Meta:
            model = Member
            fields = ["email", "code"]

    expect(list(MemberForm({"email": "ADA@example.org", "code": "C1"}).errors), ["email"])
    expect(MemberForm({"email": "ada@example.org", "code": "A2"}, instance=row).is_valid(), True)


def jointly():
    """A value that is unique together with others, or under a condition, is refused by the database and by forms"""
    ada, bob = member(), member("bob@example.org", "B1")
    row = Pass.objects.create(member=ada, holder="Ada", ended=True)
    Pass.objects.create(member=bob, holder="Ada")

    class PassForm(forms.ModelForm):
        class Meta:
            model = Pass
            fields = ["member", "holder", "ended"]

    def problems(**data):
        return list(PassForm({"ended": "on", **data}).errors.get("holder", []))

    raises(IntegrityError, lambda: atomically(lambda: Pass.objects.create(member=ada, holder="Ada", ended=True)))
    expect(problems(member=ada.pk, holder="Ada"), ["Pass with this Member and Holder already exists."])
    expect(problems(member=ada.pk, holder="Bob"), [])
    expect(PassForm({"member": ada.pk, "holder": "Ada", "ended": "on"}, instance=row).is_valid(), True)
    third = member("c@example.org", "C1")
    if connection.features.supports_partial_indexes:
        raises(IntegrityError, lambda: atomically(lambda: Pass.objects.create(member=third, holder="Ada")))
    expect(problems(member=third.pk, holder="Ada", ended=""), ["There is an open one."])
    expect(problems(member=third.pk, holder="Ada"), [])
    Pass.objects.create(member=third, holder="", ended=True)
    raises(IntegrityError, lambda: atomically(lambda: Pass.objects.create(member=third, holder="", ended=True)))


def blank():
    """A blank value is refused a second time as any other, by forms, by full_clean() and among the forms of a formset"""
    Badge.objects.create(label="", code="")
    BadgeForm = forms.modelform_factory(Badge, fields=["label", "code"])
    expect(sorted(BadgeForm({"label": "", "code": ""}).errors), ["code", "label"])
    expect(sorted(BadgeForm({"label": "a", "code": ""}).errors), ["code"])
    expect(BadgeForm({"label": "a", "code": "a"}).is_valid(), True)
    expect(BadgeForm({"label": "", "code": ""}, instance=Badge.objects.get()).is_valid(), True)
    try:
        Badge(label="", code="").full_clean()
    except ValidationError as error:
        expect(sorted(error.message_dict), ["code", "label"])
    else:
        raise AssertionError("it was taken")
    Formset = forms.modelformset_factory(Badge, form=BadgeForm)
    rows = {"form-%d-%s" % (row, name): "new%d" % row for row in range(2) for name in ("label", "code")}
    management = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    expect(Formset({**management, **rows}, queryset=Badge.objects.none()).is_valid(), True)
    same = {**rows, "form-1-label": "new0"}
    expect(Formset({**management, **same}, queryset=Badge.objects.none()).is_valid(), False)
    third = member("c@example.org", "C1")
    Pass.objects.create(member=third, holder="", ended=True)
    PassForm = forms.modelform_factory(Pass, fields=["member", "holder", "ended"])
    expect(PassForm({"member": third.pk, "holder": "", "ended": "on"}).is_valid(), False)


def serialized():
    """A serializer says what is taken, also where a constraint of one field keeps it unique"""

    class BadgeSerializer(ModelSerializer):
        class Meta:
            model = Badge
            fields = ["label", "code"]

    row = Badge.objects.create(label="a", code="b")
    serializer = BadgeSerializer(data={"label": "a", "code": "b"})
    expect(serializer.is_valid(), False)
    expect(sorted(serializer.errors), ["code", "label"])
    expect(BadgeSerializer(row, data={"label": "a", "code": "b"}).is_valid(), True)


def fixtures():
    """dumpdata does not have the index, and loaddata makes it, also under another key"""
    row = member()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "members.json")
        call_command("dumpdata", "vault", output=path, verbosity=0)
        with open(path) as file:
            expect(sorted(json.load(file)[0]["fields"]), ["code", "email"])
        Member.objects.all().delete()
        with override_settings(FIELD_BLIND_INDEX_KEYS=[OTHER]):
            call_command("loaddata", path, verbosity=0)
            expect(found(email="ada@example.org"), [row.pk])


def naive_fixtures():
    """naive index: One that pre_save alone makes is empty after loaddata of a fixture from before, and is in the next one"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "naive.json")
        with open(path, "w") as file:
            json.dump([{"model": "vault.naive", "pk": 1, "fields": {"email": "ada@example.org"}}], file)
        call_command("loaddata", path, verbosity=0)
        expect(raw(Naive, 1, "email_hash"), [""])
        Naive.objects.get(pk=1).save()
        call_command("dumpdata", "vault.Naive", output=path, verbosity=0)
        with open(path) as file:
            expect(json.load(file)[0]["fields"]["email_hash"], "hash of ada@example.org")


def stale():
    """rebuild_blind_index finds what another process left behind, says so with --check, and repairs it"""
    rows = [member("%d@example.org" % number, str(number)) for number in range(5)]
    execute("UPDATE vault_member SET email_index = NULL WHERE id = %s", rows[0].pk)
    execute("UPDATE vault_member SET email_index = %s WHERE id = %s", "0" * 64, rows[3].pk)
    check = ["rebuild_blind_index", "vault.Member", "email_index"]
    message = raises(CommandError, lambda: call_command(*check, "--check"))
    assert "2 rows are stale" in message and "example" not in message, message
    call_command(*check, "--batch=2", verbosity=0)
    call_command(*check, "--check", verbosity=0)
    expect(found(email="3@example.org"), [rows[3].pk])


def rotated_index_key():
    """A new key of the index is searched for from the moment it is listed, and the old one until it is removed"""
    with override_settings(FIELD_BLIND_INDEX_KEYS=[OLD]):
        row = member()
    with override_settings(FIELD_BLIND_INDEX_KEYS=[NEW, OLD]):
        expect(found(email="ada@example.org"), [row.pk])
        raises(ValidationError, Member(email="ada@example.org", code="C1").full_clean)
        call_command("rebuild_blind_index", "vault.Member", "email_index", verbosity=0)
    with override_settings(FIELD_BLIND_INDEX_KEYS=[NEW]):
        expect(found(email="ada@example.org"), [row.pk])
    with override_settings(FIELD_BLIND_INDEX_KEYS=[OLD]):
        expect(found(email="ada@example.org"), [])


def errors():
    return [found.id for found in checks.run_checks() if found.is_serious()]


def different_hashes():
    """The same value has another hash in another column, and none can be made without the key"""
    row = member("same", "same")
    email, code = raw(Member, row.pk, "email_index", "code_index")
    assert email != code and len(email) == len(code) == 64
    with override_settings(FIELD_BLIND_INDEX_KEYS=[]):
        message = raises(ImproperlyConfigured, lambda: found(email="same"))
        assert "FIELD_BLIND_INDEX_KEYS is empty" in message and "Fernet.generate_key" in message, message
        expect(errors(), ["encrypted_fields.E001"])
    with override_settings(FIELD_BLIND_INDEX_KEYS=[NEW], FIELD_ENCRYPTION_KEYS=[NEW]):
        expect(errors(), ["encrypted_fields.E006"])


def reencrypted():
    """reencrypt moves each row to the first key, and --check says how many are left"""
    command = ["reencrypt", "vault.Member", "email"]
    with override_settings(FIELD_ENCRYPTION_KEYS=[OLD]):
        rows = [member("%d@example.org" % number, str(number)) for number in range(5)]
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD]):
        newer = member("new@example.org", "new")
        kept = raw(Member, newer.pk, "email")
        message = raises(CommandError, lambda: call_command(*command, "--check"))
        assert "5 rows have an old key" in message, message
        call_command(*command, "--batch=2", verbosity=0)
        call_command("reencrypt", "vault.Member", "code", verbosity=0)
        call_command(*command, "--check", verbosity=0)
        expect(raw(Member, newer.pk, "email"), kept)
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
        expect(list(Member.objects.order_by("pk").values_list("email", flat=True))[:5], [row.email for row in rows])
        expect(found(email="3@example.org"), [rows[3].pk])


def wrong_key():
    """Under a wrong key reencrypt ends with an error and writes nothing"""
    row = member()
    before = raw(Member, row.pk, "email", "email_index")
    with override_settings(FIELD_ENCRYPTION_KEYS=[OTHER]):
        raises(DecryptionError, lambda: call_command("reencrypt", "vault.Member", "email", verbosity=0))
    expect(raw(Member, row.pk, "email", "email_index"), before)


def former():
    return Former.objects.create(email="ada@example.org", phone="1", address="ada@example.org")


def hidden_reencrypted():
    """reencrypt finds rows that the base manager hides"""
    with override_settings(FIELD_ENCRYPTION_KEYS=[OLD]):
        former()
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, OLD]):
        raises(CommandError, lambda: call_command("reencrypt", "vault.Former", "email", "--check"))
        call_command("reencrypt", "vault.Former", "email", verbosity=0)
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
        expect(Former.objects.values_list("email", flat=True).get(), "ada@example.org")


def hidden_index():
    """rebuild_blind_index and the validation of a unique value see rows that the base manager hides"""
    row = former()
    raises(ValidationError, lambda: Former._meta.get_field("email").clean("ADA@example.org", Former()))
    execute("UPDATE vault_former SET email_index = NULL")
    command = ["rebuild_blind_index", "vault.Former", "email_index"]
    raises(CommandError, lambda: call_command(*command, "--check"))
    call_command(*command, verbosity=0)
    expect(Former.objects.get(email="ada@example.org").pk, row.pk)


def hidden_pair():
    """backfill_encrypted, --verify, erasing and restoring see rows that the base manager hides"""
    row = former()
    execute("UPDATE vault_former SET phone_encrypted = NULL")
    command = ["backfill_encrypted", "vault.Former", "phone"]
    assert "1 missing" in raises(CommandError, lambda: call_command(*command, "--verify"))
    call_command(*command, verbosity=0)
    call_command(*command, "--verify", verbosity=0)

    pair = Pair(Former._meta.get_field("address"))
    execute("UPDATE vault_former SET address_plain = 'ada@example.org'")
    expect(dict(pair.erase([row.pk], "default")), {"same": 1})
    expect(raw(Former, row.pk, "address_plain"), [None])
    pair.restore([row.pk], "default")
    expect(raw(Former, row.pk, "address_plain"), ["ada@example.org"])


call_command("migrate", verbosity=0)
for cell in (
    lookups,
    nulls,
    refused_lookups,
    queries,
    case,
    unique,
    kept,
    naive_index,
    validated,
    jointly,
    blank,
    serialized,
    fixtures,
    naive_fixtures,
    stale,
    rotated_index_key,
    different_hashes,
    reencrypted,
    wrong_key,
    hidden_reencrypted,
    hidden_index,
    hidden_pair,
):
    # What a cell left under other keys cannot be read.
    for table in ("vault_note", "vault_pass", "vault_member", "vault_former", "vault_naive", "vault_badge"):
        execute("DELETE FROM " + table)
    run(cell)
