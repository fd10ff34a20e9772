import { expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { linkedFiles } from "../../../../test/support/project.ts";
import { classifyFile } from "./classifyFile.ts";
import { concreteModels } from "./concreteModels.ts";
import { EMPTY_POLICY } from "./policy/model.ts";

/** `label: entity.field…` of each model. */
function modelsIn(source: string): readonly string[] {
  const { files } = parseFixture(source);
  const { schemas, lookup } = linkedFiles(files);
  const classified = [...schemas.values()].map((schema) => classifyFile(schema, EMPTY_POLICY));
  return concreteModels(classified, files, lookup, EMPTY_POLICY).map(
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

it("takes of a name that several bases have the first, as Django copies it, though a later class overrides it", () => {
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
  ).toEqual(["shop.Customer: Named.name Dated.since Customer.city"]);
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
  ).toEqual(["shop.A: B.b A.a", "shop.B: B.b", "toys.Model: Model.scale"]);
});

it("gives a model the fields that it inherits from a package, its own in their place", () => {
  const [member] = modelsIn(`
    //- people/models.py
    from django.contrib.auth.models import AbstractUser
    from django.db import models
    class Member(AbstractUser):
        email = models.EmailField(unique=True)
        born = models.DateField()
    `);
  expect(member?.split(" ").sort()).toEqual(
    (
      "people.Member: AbstractBaseUser.password AbstractBaseUser.last_login PermissionsMixin.is_superuser PermissionsMixin.groups " +
      "PermissionsMixin.user_permissions AbstractUser.username AbstractUser.first_name AbstractUser.last_name " +
      "AbstractUser.is_staff AbstractUser.is_active AbstractUser.date_joined Member.email Member.born"
    )
      .split(" ")
      .sort(),
  );
});
