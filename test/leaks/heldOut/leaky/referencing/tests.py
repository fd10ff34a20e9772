from decimal import Decimal
from types import SimpleNamespace

from django.test import SimpleTestCase, override_settings

from referencing import affordability, links


class Related(list):
    def all(self):
        return self


def person(income, guarantors=()):
    return SimpleNamespace(pk=1, email="person@example.com", annual_income=income, guarantors=Related(guarantors))


class AffordabilityTests(SimpleTestCase):
    def test_own_income(self):
        self.assertEqual(affordability.total_income(person(30000)), 30000)

    def test_guarantor_counts_half(self):
        backed = person(10000, [SimpleNamespace(annual_income=40000, agreed_at="2024-01-01")])
        self.assertEqual(affordability.total_income(backed), 30000)

    @override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
    def test_verdict(self):
        self.assertTrue(affordability.is_affordable(person(30000), Decimal(900)))
        self.assertFalse(affordability.is_affordable(person(20000), Decimal(900)))


class TokenTests(SimpleTestCase):
    def test_bad_token(self):
        self.assertIsNone(links.read_token("not-a-token"))
