import { expect, it } from "vitest";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { concreteModels } from "./concreteModels.ts";

/** `label: entity.field…` of each model. */
function modelsIn(source: string): readonly string[] {
  const { files } = parseFixture(source);
  const models = [...files].filter(([path]) => !path.endsWith("apps.py"));
  const classified = models.map(([path, text]) => classifiedFile(path, text));
  return concreteModels(classified, files).map(
    ({ label, fields }) => `${label}: ${fields.map(({ entity, field }) => `${entity.name}.${field.name}`).join(" ")}`,
  );
}

it("gives each model that has a table the fields that it inherits, across files", () => {
  expect(
    modelsIn(`
      //- base/models.py
      from django.db import models
      class Stamped(models.Model):
          created = models.DateTimeField()
          class Meta:
              abstract = True
      class Person(Stamped):
          name = models.CharField()
          email = models.EmailField()
          class Meta:
              abstract = True
      //- shop/models.py
      from base.models import Person, Stamped
      from django.db import models
      class Address(models.Model):
          email = models.EmailField()
          city = models.CharField()
      class Customer(Person, Address):
          name = models.TextField()
      class Buyer(Customer):
          since = models.DateField()
      class BuyerProxy(Buyer):
          class Meta:
              proxy = True
      class Guest(BuyerProxy):
          code = models.CharField()
    `),
  ).toEqual([
    "shop.Address: Address.email Address.city",
    "shop.Customer: Person.email Address.city Stamped.created Customer.name",
    "shop.Buyer: Person.email Address.city Stamped.created Customer.name Buyer.since",
    "shop.Guest: Person.email Address.city Stamped.created Customer.name Buyer.since Guest.code",
  ]);
});

it("takes each class that several bases share once, and what overrides its fields before it", () => {
  expect(
    modelsIn(`
      //- shop/models.py
      class Named(models.Model):
          name = models.CharField()
          class Meta:
              abstract = True
      class Dated(Named):
          since = models.DateField()
          class Meta:
              abstract = True
      class Titled(Named):
          name = models.TextField()
          class Meta:
              abstract = True
      class Customer(Dated, Titled):
          city = models.CharField()
    `),
  ).toEqual(["shop.Customer: Titled.name Dated.since Customer.city"]);
});

it("ends where bases share bases, level upon level", () => {
  const levels = Array.from({ length: 40 }, (_, level) =>
    ["N", "M"].map(
      (side) => `class ${side}${level + 1}(N${level}, M${level}):\n    ${side}${level + 1} = models.CharField()\n`,
    ),
  );
  const models = modelsIn(
    `//- shop/models.py\n${levels.flat().join("")}class Last(N40, M40):\n    x = models.CharField()\n`,
  );
  expect(models.at(-1)!.split(" ")).toHaveLength(2 * 40 + 2);
});

it("calls them by their app's label, and leaves out those without one, and a second of the same name", () => {
  expect(
    modelsIn(`
      //- models.py
      class Lost(models.Model):
          a = models.CharField()
      //- shop/apps.py
      class ShopConfig(AppConfig):
          label = "store"
      //- shop/models.py
      class A(models.Model):
          a = models.CharField()
      class B(models.Model):
          b = models.CharField()
          class Meta:
              app_label = "blog"
      class A(models.Model):
          c = models.CharField()
    `),
  ).toEqual(["store.A: A.a", "blog.B: B.b"]);
});

it("ends where classes inherit from each other in a circle, and takes no class of the project for Django's", () => {
  expect(
    modelsIn(`
      //- shop/models.py
      class A(B, models.Model):
          a = models.CharField()
      class B(A):
          b = models.CharField()
      //- toys/models.py
      class Model(models.Model):
          scale = models.CharField()
    `),
  ).toEqual(["shop.A: B.b A.a", "shop.B: A.a B.b", "toys.Model: Model.scale"]);
});
