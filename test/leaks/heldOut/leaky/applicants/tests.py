from datetime import date

from cryptography.fernet import Fernet
from django.test import SimpleTestCase, TestCase, override_settings

from applicants.forms import ApplicantForm
from applicants.models import Applicant
from applicants.services import modulus_check
from applicants.utils import identity_document_path, short_label
from core.masking import initials
from lettings.models import Branch

TEST_KEY = Fernet.generate_key().decode()


def build_applicant(**overrides) -> Applicant:
    values = {
        "reference": "APP-000009",
        "first_name": "Test",
        "last_name": "Person",
        "email": "test.person@example.com",
        "phone": "01632 960009",
        "date_of_birth": date(1990, 1, 1),
        "national_insurance_number": "QQ123456C",
    }
    values.update(overrides)
    return Applicant(**values)


class UtilsTests(SimpleTestCase):
    def test_initials(self):
        self.assertEqual(initials("Test", "Person"), "TP")

    def test_label(self):
        self.assertEqual(short_label(build_applicant()), "APP-000009 (TP)")

    def test_unknown_suffix(self):
        class Document:
            applicant = build_applicant(pk=3)

        self.assertTrue(identity_document_path(Document(), "x.exe").endswith(".bin"))


class ModulusTests(SimpleTestCase):
    def test_length(self):
        with self.assertRaises(ValueError):
            modulus_check("00-00-00", "1234567890")

    def test_zeros(self):
        self.assertTrue(modulus_check("00-00-00", "00000000"))


@override_settings(FIELD_ENCRYPTION_KEYS=[TEST_KEY], LOOKUP_HMAC_KEY="test-only")
class ApplicantTests(TestCase):
    def setUp(self):
        self.branch = Branch.objects.create(code="TST", name="Test")

    def test_round_trip(self):
        applicant = build_applicant(branch=self.branch)
        applicant.save()
        applicant.refresh_from_db()
        self.assertEqual(applicant.national_insurance_number, "QQ123456C")
        self.assertEqual(len(applicant.ni_digest), 64)

    def test_form_refuses_bad_number(self):
        form = ApplicantForm({"national_insurance_number": "12"})
        self.assertFalse(form.is_valid())
        self.assertNotIn("12", str(form.errors["national_insurance_number"]))
