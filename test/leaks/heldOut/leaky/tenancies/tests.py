from django.test import SimpleTestCase

from core.errors import TransitionError
from tenancies.models import Deposit


class DepositTests(SimpleTestCase):
    def test_due_cannot_be_returned(self):
        deposit = Deposit(pk=1, amount=900)
        with self.assertRaises(TransitionError):
            deposit.move_to(Deposit.State.RETURNED)
