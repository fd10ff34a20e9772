from datetime import timedelta
from unittest import mock

from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from appointments.models import Appointment, Clinician, Slot
from appointments.services import book, cancel
from audit.models import AuditEvent, ImmutableError
from billing.models import Invoice

from .factories import make_patient, make_user


class FlowTests(TestCase):
    def setUp(self):
        self.patient = make_patient()
        doctor = make_user(role=User.Role.CLINICIAN)
        self.clinician = Clinician.objects.create(user=doctor, display_name="Dr Test", specialty="General")
        start = timezone.now() + timedelta(days=2)
        self.slot = Slot.objects.create(
            clinician=self.clinician, starts_at=start, ends_at=start + timedelta(minutes=30)
        )

    def book(self) -> Appointment:
        with mock.patch("notifications.sms.requests.post") as post:
            post.return_value.status_code = 200
            with self.captureOnCommitCallbacks(execute=True):
                return book(self.patient, self.slot.pk, "a test")

    def test_book_and_cancel(self):
        appointment = self.book()
        self.slot.refresh_from_db()
        self.assertFalse(self.slot.is_open)
        cancel(appointment)
        self.assertEqual(appointment.state, Appointment.State.CANCELLED)

    def test_pages(self):
        self.client.force_login(self.patient.user)
        self.book()
        for name in ("patients:dashboard", "patients:profile", "appointments:mine", "appointments:book",
                     "billing:invoices", "billing:debit-add", "patients:policy-add", "patients:document-add"):
            with self.subTest(name):
                self.assertEqual(self.client.get(reverse(name)).status_code, 200)
        self.client.force_login(self.clinician.user)
        self.assertEqual(self.client.get(reverse("appointments:today")).status_code, 200)
        self.assertEqual(len(self.client.get(reverse("patients:panel")).json()["results"]), 1)

    def test_api(self):
        self.book()
        Invoice.objects.create(number="T-1", patient=self.patient, total=10, due_on=timezone.localdate())
        self.client.force_login(self.patient.user)
        for path in ("clinicians", "appointments", "invoices", "payment-methods"):
            with self.subTest(path):
                self.assertEqual(self.client.get(f"/api/{path}/").status_code, 200)
        self.assertEqual(self.client.get("/api/invoices/T-1/").status_code, 200)

    def test_signup(self):
        data = {"email": "new@example.org", "password": "a-long-test-phrase-9", "accept_terms": "on"}
        with self.captureOnCommitCallbacks(execute=True):
            response = self.client.post(reverse("accounts:signup"), data)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(User.objects.filter(email="new@example.org").count(), 1)

    def test_audit_rows_are_immutable(self):
        event = AuditEvent.objects.first()
        with self.assertRaises(ImmutableError):
            event.save()
        with self.assertRaises(ImmutableError):
            AuditEvent.objects.all().delete()

    def test_commands(self):
        call_command("find_duplicates", verbosity=0)
        call_command("apply_retention", verbosity=0)
        call_command("loaddata", "demo_patients", verbosity=0)
