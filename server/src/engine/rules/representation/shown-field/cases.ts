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
    {
      name: "data classes, attrs, named tuples and pydantic",
      source: beside(
        "gateway.py",
        `
from dataclasses import dataclass, field
from typing import NamedTuple, Optional
import attr
from pydantic import BaseModel
from pydantic_settings import BaseSettings

@dataclass(frozen=True)
class Gateway:
    url: str
    access_token: Optional[str] = None
    ^^^^^^^^^^^^ ${ID}: \`Gateway\` shows \`access_token\`
    webhook_secret: str = field(default="", repr=False)

@attr.s
class Login:
    name = attr.ib()
    password = attr.ib()
    ^^^^^^^^ ${ID}: \`Login\` shows \`password\`

class Slip(NamedTuple):
    national_id: str
    ^^^^^^^^^^^ ${ID} (information): \`Slip\` shows \`national_id\`

class Base(BaseModel):
    pass

class Answer(Base):
    client_secret: bytes
    ^^^^^^^^^^^^^ ${ID}: \`Answer\` shows \`client_secret\`

class Config(BaseSettings):
    mail_password: str
    ^^^^^^^^^^^^^ ${ID}: mail_password
`,
      ),
    },
  ],
  negative: [
    {
      name: "data classes that hide their secrets",
      source: beside(
        "gateway.py",
        `
from dataclasses import dataclass, field
import attr
from pydantic import BaseModel, Field, SecretStr

def masked(value):
    return "***"

@attr.s(auto_attribs=True)
class Account:
    password: str = attr.ib(repr=masked)
    token: str = attr.ib(repr=lambda value: "***")

@dataclass
class Gateway:
    url: str
    api_key: str = field(repr=False)

@dataclass(repr=False)
class Login:
    password: str

@dataclass
class Token:
    access_token: str

    def __repr__(self):
        return "Token()"

class Answer(BaseModel):
    client_secret: SecretStr
    api_key: str = Field(repr=False)
`,
      ),
    },
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
      name: "plain classes, and names that are like those of secrets",
      source: beside(
        "gateway.py",
        `
from dataclasses import dataclass

class Plain:
    api_key: str

@dataclass
class Rules:
    needs_password: bool
    password_url: str
    password: bool
    secret: int
    kind: str
`,
      ),
    },
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
      name: "a data class, with a reason",
      source: beside(
        "gateway.py",
        `
from dataclasses import dataclass

# fieldguard: ignore[${ID}] never logged
@dataclass
class Gateway:
    api_key: str
    ^^^^^^^ ${ID} (suppressed): Gateway
`,
      ),
    },
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
