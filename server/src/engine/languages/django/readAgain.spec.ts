import { describe, expect, it } from "vitest";
import { Random } from "../../../../../test/support/random.ts";
import { typed } from "../../../../../test/support/typing.ts";
import { contentOf } from "../../schema/moved.ts";
import type { Entity } from "../../schema/schema.ts";
import type { Reading } from "../language.ts";
import { readDjango } from "./read.ts";
import { readDjangoAgain } from "./readAgain.ts";

const MODELS = `"""What a shop keeps."""
from django.db import models

LENGTH = 40
KINDS = [("p", "Private"), ("f", "Firm")]


class Named(models.Model):
    """Has a name."""

    name = models.CharField(max_length=LENGTH)

    class Meta:
        abstract = True


# Who buys.
@admin.register
class Customer(Named):
    """A person
    who buys.
    """

    email = models.EmailField(unique=True)  # fieldguard: ignore made up
    kind = models.CharField(choices=KINDS, max_length=1)
    state = models.CharField(choices=State.choices, max_length=2)

    # fieldguard: category=user.contact.phone_number
    phone = models.CharField(
        "Phone", max_length=20
    )

    class Meta:
        ordering = ["name"]
        unique_together = [("email", "phone")]

    def __str__(self):
        return f"{self.name} {'x'}"


class State(models.TextChoices):
    NEW = "n", "New"
    OLD = "o", "Old"


def total(orders):
    return sum(order.total for order in orders)


# Not a model.
class Basket:
    items = []


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    address = models.TextField(help_text="""Where
it goes.""")
    total = models.DecimalField(max_digits=9, decimal_places=2)
`;

function entity(reading: Reading, name: string): Entity {
  return reading.schema.entities.find((item) => item.name === name)!;
}

const MIXED = `from django.db import models
from core.models import Named

class Silent:
    name = None
    def code(self):
        return ""

class Quiet(Silent, Named):
    code = models.CharField(max_length=2)

class Loud(Named, Silent):
    size = models.CharField(max_length=2)
`;

it("hides what a class of the file gives that stands before the models, as it is after a key", () => {
  const hiddenIn = ({ schema }: Reading): unknown => schema.entities.map(({ name, hidden }) => [name, hidden]);
  const before = readDjangoAgain("shop/models.py", MIXED, null);
  expect(hiddenIn(before)).toEqual([
    ["Quiet", ["name"]],
    ["Loud", []],
  ]);
  const changed = MIXED.replace("name = None", "names = None");
  const after = readDjangoAgain("shop/models.py", changed, before);
  expect(hiddenIn(after)).toEqual([
    ["Quiet", ["names"]],
    ["Loud", []],
  ]);
  expect(after.schema.entities).toEqual(readDjango("shop/models.py", changed).entities);
});

describe("readDjangoAgain", () => {
  it("reads a text for the first time as readDjango does", () => {
    expect(readDjangoAgain("shop/models.py", MODELS, null).schema).toEqual(readDjango("shop/models.py", MODELS));
  });

  it("knows the entities that say the same, wherever they stand now", () => {
    const before = readDjangoAgain("shop/models.py", MODELS, null);
    const changed = MODELS.replace("max_length=20", "max_length=200");
    const after = readDjangoAgain("shop/models.py", changed, before);
    expect(entity(after, "Named")).toBe(entity(before, "Named"));
    expect(contentOf(entity(after, "Order"))).toBe(contentOf(entity(before, "Order")));
    expect(entity(after, "Order").span.start).toBe(entity(before, "Order").span.start + 1);
    expect(contentOf(entity(after, "Customer"))).not.toBe(contentOf(entity(before, "Customer")));
  });

  it("asks the rest of the file again: constants, choices and imports may stand anywhere", () => {
    for (const [old, now] of [
      ["LENGTH = 40", "LENGTH = 50"],
      ['"Firm"', '"Company"'],
      ['"New"', '"Fresh"'],
      ["from django.db import models", "from django import forms as models"],
      ["class Named(models.Model)", "class Named(Model)"],
    ] as const) {
      const before = readDjangoAgain("shop/models.py", MODELS, null);
      const changed = MODELS.replace(old, now);
      expect(readDjangoAgain("shop/models.py", changed, before).schema).toEqual(readDjango("shop/models.py", changed));
    }
  });

  it("reads any text as readDjango does, whatever was typed before", () => {
    const random = new Random(7);
    for (let round = 0; round < 40; round++) {
      let text = MODELS;
      let reading: Reading | null = null;
      for (let key = 0; key < 25; key++) {
        reading = readDjangoAgain("shop/models.py", text, reading);
        expect(reading.schema, JSON.stringify(text)).toEqual(readDjango("shop/models.py", text));
        text = typed(text, random);
      }
    }
  });
});
