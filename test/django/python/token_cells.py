"""Tries the table of tokens and its field; runs inside a generated project that has both."""

import copy
import io
import os
import pickle
import subprocess
import sys

from harness import execute, expect, raises, raw, refused, run

from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower
from django.test import override_settings
from vault.models import Holder

from config.encrypted_fields.models import Token
from config.encrypted_fields.tokens import TOKEN, TokenError, TokenText, UnknownTokenError, tokenize

NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldzA="
NUMBER = "078-05-1120"


def holds_token_of(row, value, column="number"):
    (stored,) = raw(Holder, row.pk, column)
    assert TOKEN.fullmatch(stored), stored
    text = getattr(Holder.objects.get(pk=row.pk), column)
    expect(text == stored and type(text) is TokenText, True)
    expect(text.reveal(), value)


def saving():
    """What is saved is stored as its token, the object holds the token from then on, and reveals the value"""
    row = Holder(number=NUMBER)
    row.save()
    expect(row.number.reveal(), NUMBER)
    holds_token_of(row, NUMBER)
    row.number = "078-05-1121"
    row.save(update_fields=["number"])
    holds_token_of(row, "078-05-1121")
    again = Holder.objects.get(pk=row.pk)
    again.save()
    holds_token_of(row, "078-05-1121")


def writing():
    """create, get_or_create, update_or_create, bulk_create, bulk_update and update store tokens"""
    row = Holder.objects.create(number=NUMBER)
    holds_token_of(row, NUMBER)
    expect(Holder.objects.get_or_create(number=NUMBER)[1], False)
    row, made = Holder.objects.get_or_create(number="1")
    expect(made, True)
    holds_token_of(row, "1")
    row, made = Holder.objects.update_or_create(number="1", defaults={"card": "4111 1111"})
    expect(made, False)
    holds_token_of(row, "4111 1111", "card")
    first, second = Holder.objects.bulk_create([Holder(number="2"), Holder(number="3")])
    first, second = Holder.objects.get(number="2"), Holder.objects.get(number="3")
    first.number, second.number, second.card = "22", None, "y" * 60
    Holder.objects.bulk_update([first, second], ["number", "card"])
    holds_token_of(first, "22")
    holds_token_of(second, "y" * 60, "card")
    expect(raw(Holder, second.pk, "number"), [None])
    Holder.objects.filter(pk=second.pk).update(number="33")
    holds_token_of(second, "33")


def awkward():
    """Empty, null, zero, blank, long and Unicode values come back as they were"""
    for value in ("", None):
        row = Holder.objects.create(number=None, card=value or "")
        expect(raw(Holder, row.pk, "card"), [""])
        expect(Holder.objects.get(pk=row.pk).card.reveal(), "")
    for value in ("0", " ", " 1 ", "Zoë 🦊", "a", "A", "z" * 60, "'; --", "%s"):
        holds_token_of(Holder.objects.create(card=value), value, "card")
    assert tokenize("a", "card") != tokenize("A", "card")


def one_token():
    """A token is never the value of another one, and none of another kind, or of nobody, is stored"""
    row = Holder.objects.create(number=NUMBER)
    count = Token.objects.count()
    for token in (row.number, str(row.number)):
        other = Holder.objects.get(pk=row.pk)
        other.number = token
        other.save()
        Holder.objects.filter(pk=row.pk).update(number=token)
    expect(Token.objects.count(), count)
    holds_token_of(row, NUMBER)
    raises(TokenError, lambda: Holder.objects.create(card=row.number))
    raises(TokenError, lambda: Holder.objects.filter(pk=row.pk).update(card=str(row.number)))
    raises(UnknownTokenError, lambda: Holder.objects.create(card="tok_" + "0" * 32))


def searching():
    """exact and in find the rows of a value or a token, make no token, and the rest raises"""
    first, second = Holder.objects.create(number=NUMBER), Holder.objects.create(number="1")
    empty = Holder.objects.create()
    count = Token.objects.count()
    expect(Holder.objects.get(number=NUMBER).pk, first.pk)
    expect(Holder.objects.get(number=first.number).pk, first.pk)
    expect(Holder.objects.filter(number="unknown").count(), 0)
    expect(Holder.objects.exclude(number="unknown").count(), 3)
    expect(Holder.objects.exclude(number=NUMBER).count(), 2)
    expect(Holder.objects.filter(number__in=[NUMBER, "1", "unknown", None]).count(), 2)
    expect(Holder.objects.filter(number__in=[]).count(), 0)
    expect(Holder.objects.get(number=None).pk, empty.pk)
    expect(Holder.objects.filter(number__isnull=False).count(), 2)
    expect(Holder.objects.filter(card="").count(), 3)
    expect(Token.objects.count(), count)
    for lookup in ("iexact", "contains", "startswith", "gt", "regex"):
        refused(lambda: Holder.objects.filter(**{"number__" + lookup: "0"}))
    refused(lambda: Holder.objects.filter(number=F("card")))
    refused(lambda: Holder.objects.filter(number__in=Holder.objects.values("card")))
    refused(lambda: Holder.objects.filter(number__lower="x"))
    Holder.objects.filter(number=NUMBER).delete()
    expect(Holder.objects.count(), 2)


def computing():
    """What the database would compute is refused"""
    row = Holder.objects.create(number=NUMBER)
    for value in (F("card"), Value("078"), Lower("number"), Concat(F("number"), Value("x"))):
        refused(lambda: Holder.objects.filter(pk=row.pk).update(number=value))
    row.number = Lower("number")
    refused(row.save)
    holds_token_of(row, NUMBER)


def uniqueness():
    """A unique field of tokens is unique by value, for full_clean and for the database"""
    Holder.objects.create(number=NUMBER)
    raises(ValidationError, Holder(number=NUMBER).full_clean)
    with transaction.atomic():
        try:
            with transaction.atomic():
                Holder.objects.create(number=NUMBER)
            raise AssertionError("two rows have the value")
        except Exception as error:
            assert NUMBER not in str(error), error
    expect(Holder.objects.filter(number=NUMBER).count(), 1)


def form():
    """A form shows the token, gives it back unchanged, validates and stores another value"""
    row = Holder.objects.create(number=NUMBER)
    Form = forms.modelform_factory(Holder, fields=["number"])
    shown = Form(instance=Holder.objects.get(pk=row.pk))
    assert NUMBER not in str(shown) and str(row.number) in str(shown)
    same = Form({"number": str(row.number)}, instance=Holder.objects.get(pk=row.pk))
    same.save()
    holds_token_of(row, NUMBER)
    expect(Form({"number": "x" * 12}).is_valid(), False)
    expect(Form({"number": NUMBER}).is_valid(), False)
    holds_token_of(Form({"number": "1"}).save(), "1")


def loaddata():
    """A dump holds tokens, also in front of the table that they are from, and loads; a plain value in a fixture gets its token"""
    row = Holder.objects.create(number=NUMBER)
    dump = serializers.serialize("json", [row, *Token.objects.all()])
    assert NUMBER not in dump, dump
    Holder.objects.all().delete()
    Token.objects.all().delete()
    for item in serializers.deserialize("json", dump):
        item.save()
    holds_token_of(row, NUMBER)
    plain = '[{"model": "vault.holder", "pk": %d, "fields": {"number": "1", "card": ""}}]' % row.pk
    for item in serializers.deserialize("json", plain):
        item.save()
    holds_token_of(row, "1")


def plain_rows():
    """A value that was stored in plain text raises, and is not told"""
    row = Holder.objects.create(number=None)
    execute("UPDATE vault_holder SET number = %s WHERE id = %s", NUMBER, row.pk)
    message = raises(TokenError, lambda: Holder.objects.get(pk=row.pk))
    assert "vault.Holder.number" in message and NUMBER not in message, message


def rotation():
    """A key in front leaves tokens the same, and the old one can go after `reencrypt`"""
    old = os.environ["FIELD_ENCRYPTION_KEYS"]
    row = Holder.objects.create(number=NUMBER)
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW, old]):
        expect(tokenize(NUMBER, "national_id"), row.number)
        call_command("reencrypt", "encrypted_fields.Token", "value", stdout=io.StringIO())
    with override_settings(FIELD_ENCRYPTION_KEYS=[NEW]):
        expect(Holder.objects.get(number=NUMBER).number.reveal(), NUMBER)
        expect(tokenize(NUMBER, "national_id"), row.number)


def copies():
    """A token that is copied or pickled is still one, and groups and joins tell values apart"""
    row = Holder.objects.create(number=NUMBER)
    for made in (copy.deepcopy(row.number), pickle.loads(pickle.dumps(row.number))):
        expect(made, row.number)
        expect(made.reveal(), NUMBER)
    Holder.objects.create(card="1")
    Holder.objects.create(card="1")
    expect(Holder.objects.values("card").distinct().count(), 2)


def at_once():
    """Processes that tokenize the same values at once get the same tokens, in transactions or without"""
    for wrapped in ("", "with transaction.atomic(): "):
        script = (
            "import harness, sys\n"
            "from django.db import transaction\n"
            "from config.encrypted_fields.tokens import tokenize\n"
            "sys.stdin.readline()\n"
            "for number in range(40):\n"
            "    %sprint(tokenize('%s%%d' %% number, 'card'), flush=True)\n" % (wrapped, "in " if wrapped else "no ")
        )
        command = [sys.executable, "-W", "ignore", "-c", script]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        processes = [subprocess.Popen(command, **pipes) for _ in range(3)]
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        told = [process.communicate(timeout=120) for process in processes]
        for output, errors in told:
            if errors:
                raise AssertionError(errors[-300:])
            expect(output.split(), told[0][0].split())
            expect(len(set(output.split())), 40)


for cell in (
    saving,
    writing,
    awkward,
    one_token,
    searching,
    computing,
    uniqueness,
    form,
    loaddata,
    plain_rows,
    rotation,
    copies,
    at_once,
):
    Holder.objects.all().delete()
    Token.objects.all().delete()
    run(cell)
