import logging

from django.test import SimpleTestCase

from common.ip import address_prefix
from common.logs import RedactingFilter, redact
from common.text import csv_safe, mask


class RedactTests(SimpleTestCase):
    def test_pairs_and_numbers(self):
        self.assertEqual(redact("password=abc"), "password=***")
        self.assertNotIn("4111", redact("card 4111111111111111"))

    def test_filter(self):
        record = logging.LogRecord("x", logging.INFO, "", 1, "token: %s", ("abc",), None)
        RedactingFilter().filter(record)
        self.assertEqual(record.getMessage(), "token: ***")


class TextTests(SimpleTestCase):
    def test_mask(self):
        self.assertEqual(mask("12345678"), "******78")
        self.assertEqual(mask("123"), "***")

    def test_csv(self):
        self.assertEqual(csv_safe("=1+1"), "'=1+1")

    def test_prefix(self):
        self.assertEqual(address_prefix("192.0.2.77"), "192.0.2.0")
        self.assertIsNone(address_prefix("nonsense"))
