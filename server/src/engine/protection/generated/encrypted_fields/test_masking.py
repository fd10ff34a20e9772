from cryptography.fernet import Fernet
from django.test import SimpleTestCase, override_settings

from .masking import mask, pseudonym


class MaskTests(SimpleTestCase):
    def test_the_last_characters_are_kept(self):
        self.assertEqual(mask("4111111111111111"), "************1111")
        self.assertEqual(mask("12345678", keep_last=2), "******78")
        self.assertEqual(mask("secret", keep_last=0), "******")

    def test_what_would_hardly_be_hidden_is_hidden(self):
        self.assertEqual(mask("12345"), "*****")
        self.assertEqual(mask(""), "")


@override_settings(FIELD_ENCRYPTION_KEYS=[Fernet.generate_key().decode()])
class PseudonymTests(SimpleTestCase):
    def test_the_same_for_the_same_purpose_alone(self):
        self.assertEqual(pseudonym("ada@example.org", "statistics"), pseudonym("ada@example.org", "statistics"))
        self.assertNotEqual(pseudonym("ada@example.org", "statistics"), pseudonym("ada@example.org", "support"))
        self.assertNotEqual(pseudonym("ada@example.org", "statistics"), pseudonym("bob@example.org", "statistics"))

    def test_nobody_makes_it_without_the_key(self):
        made = pseudonym("ada@example.org", "statistics")
        with override_settings(FIELD_ENCRYPTION_KEYS=[Fernet.generate_key().decode()]):
            self.assertNotEqual(pseudonym("ada@example.org", "statistics"), made)

    def test_it_is_made_of_something_and_for_something(self):
        for value, purpose in (("", "statistics"), (None, "statistics"), ("ada@example.org", "")):
            with self.assertRaises(ValueError):
                pseudonym(value, purpose)
