from cryptography.fernet import Fernet
from django.core import serializers
from django.db import connection
from django.test import TestCase, override_settings

from .keys import DecryptionError
from .models import Token
from .tokens import TokenError, UnknownTokenError, detokenize, tokenize, tokens_of


def keys():
    return override_settings(FIELD_ENCRYPTION_KEYS=[Fernet.generate_key().decode()])


@keys()
class TokenTests(TestCase):
    def test_the_same_value_has_the_same_token(self):
        token = tokenize("078-05-1120", "national_id")
        self.assertEqual(tokenize("078-05-1120", "national_id"), token)
        self.assertNotEqual(tokenize("078-05-1121", "national_id"), token)
        self.assertNotEqual(tokenize("078-05-1120", "card"), token)

    def test_a_token_gives_its_value_back(self):
        for value in ("0", " ", "Zoë 🦊", "x" * 5000):
            token = tokenize(value, "note")
            self.assertEqual(detokenize(token), value)
            self.assertEqual(token.reveal(), value)

    def test_the_database_does_not_hold_the_value(self):
        tokenize("078-05-1120", "national_id")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM %s" % connection.ops.quote_name(Token._meta.db_table))
            self.assertNotIn("078-05", repr(cursor.fetchall()))

    def test_what_is_no_value_is_refused(self):
        token = tokenize("078-05-1120", "national_id")
        for value, error in ((token, TokenError), (str(token), TokenError), ("", ValueError), (5, TypeError)):
            with self.assertRaises(error):
                tokenize(value, "national_id")

    def test_what_is_no_token_is_refused_without_telling_it(self):
        with self.assertRaises(TokenError) as caught:
            detokenize("078-05-1120")
        self.assertNotIn("078", str(caught.exception))
        with self.assertRaises(UnknownTokenError):
            detokenize("tok_" + "0" * 32)

    def test_looking_for_a_token_makes_none(self):
        self.assertEqual(tokens_of("078-05-1120", "national_id"), [])
        self.assertFalse(Token.objects.exists())

    def test_another_key_gives_nothing_back(self):
        token = tokenize("078-05-1120", "national_id")
        with keys(), self.assertRaises(DecryptionError):
            detokenize(token)

    def test_a_dump_holds_ciphertext_and_can_be_loaded(self):
        token = tokenize("078-05-1120", "national_id")
        dump = serializers.serialize("json", Token.objects.all())
        self.assertNotIn("078-05", dump)
        Token.objects.all().delete()
        for item in serializers.deserialize("json", dump):
            item.save()
        self.assertEqual(detokenize(token), "078-05-1120")
        self.assertEqual(tokenize("078-05-1120", "national_id"), token)
