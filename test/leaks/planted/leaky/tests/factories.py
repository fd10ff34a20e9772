import datetime
import itertools

from accounts.models import User
from patients.models import Patient

_counter = itertools.count(1)


def make_user(role: str = User.Role.PATIENT, **extra) -> User:
    number = next(_counter)
    email = extra.pop("email", f"user{number}@example.com")
    return User.objects.create_user(email, "not-a-real-password-1", role=role, **extra)


def make_patient(**extra) -> Patient:
    user = extra.pop("user", None) or make_user()
    values = {
        "first_name": "Test",
        "last_name": f"Patient {user.pk}",
        "date_of_birth": datetime.date(2000, 1, 1),
        "phone": "+44 20 7946 0000",
        "national_id": f"TEST-{user.pk:04d}",
    }
    values.update(extra)
    return Patient.objects.create(user=user, **values)
