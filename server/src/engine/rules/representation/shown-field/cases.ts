import type { RuleCases } from "../../cases.ts";
import { beside } from "../../api/caseModels.ts";

const ID = "representation/shown-field";

export const cases: RuleCases = {
  positive: [
    {
      name: "by way of a property",
      source: beside(
        "cards.py",
        `
from django.db import models

class Card(models.Model):
    passport_number = models.CharField(max_length=20)

    @property
    def label(self):
        return f"Card {self.passport_number}"

    def __str__(self):
        return self.label
               ^^^^^^^^^^ ${ID}: \`__str__\` shows \`Card.passport_number\`
`,
      ),
    },
    {
      name: "fields of its own and of others",
      source: beside(
        "cards.py",
        `
from django.db import models
from .models import Customer

class Card(models.Model):
    owner = models.ForeignKey(Customer, on_delete=models.CASCADE)
    passport_number = models.CharField(max_length=20)

    def __str__(self):
        return f"{self.pk} {self.passport_number}"
                            ^^^^^^^^^^^^^^^^^^^^ ${ID}: \`__str__\` shows \`Card.passport_number\`

    def __repr__(self):
        return "<Card of %s>" % self.owner.email
                                ^^^^^^^^^^^^^^^^ ${ID} (information): \`Customer.email\`
`,
      ),
    },
  ],
  negative: [
    {
      name: "a number",
      source: beside(
        "cards.py",
        `
from django.db import models

class Card(models.Model):
    passport_number = models.CharField(max_length=20)

    def __str__(self):
        return f"Card #{self.pk}"
`,
      ),
    },
  ],
  trap: [
    {
      name: "another object, a property that masks",
      source: beside(
        "cards.py",
        `
from django.db import models
from .models import Customer

class Card(models.Model):
    owner = models.ForeignKey(Customer, on_delete=models.CASCADE)
    passport_number = models.CharField(max_length=20)

    @property
    def label(self):
        return mask(self.passport_number)

    def __str__(self):
        return f"{self.owner} {self.label}"
`,
      ),
    },
    {
      name: "names, and a part that tells little",
      source: beside(
        "cards.py",
        `
from django.contrib.auth.models import AbstractUser
from django.db import models

class Person(AbstractUser):
    passport_number = models.CharField(max_length=20)

    def __str__(self):
        return f"{self.username} {self.first_name} {self.passport_number[-2:]} {bool(self.passport_number)}"
`,
      ),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: beside(
        "cards.py",
        `
from django.db import models

class Card(models.Model):
    passport_number = models.CharField(max_length=20)

    def __str__(self):
        # fieldguard: ignore[${ID}] shown to clerks alone
        return self.passport_number
               ^^^^^^^^^^^^^^^^^^^^ ${ID} (suppressed): Card.passport_number
`,
      ),
    },
  ],
  fixed: [],
};
