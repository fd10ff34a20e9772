import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { attributeAt } from "../languages/django/attributeUse.ts";
import { django } from "../languages/django/django.ts";
import { classifyFile } from "./classifyFile.ts";
import { fieldsMeant } from "./fieldsMeant.ts";
import { EMPTY_POLICY } from "./policy/model.ts";

const MODELS = `
  //- shop/models.py
  from django.db import models
  class Person(models.Model):
      national_id = models.CharField()
      class Meta:
          abstract = True
  class Customer(Person):
      email = models.EmailField()
      newsletter = models.BooleanField()
  class Order(models.Model):
      number = models.CharField()
  //- clinic/models.py
  from django.db import models
  class Patient(models.Model):
      email = models.EmailField()
  class VipCustomer(models.Model):
      iban = models.CharField()
`;

/** `code: shop/models.py Customer.email` for the attribute at the cursor of `use`. */
function meant(use: string): string {
  const source = parseFixture(`//- views.py\n${use}`);
  const attribute = attributeAt(source.files.get("views.py")!, source.cursor!.offset);
  if (!attribute) throw new Error("there is no attribute at the cursor");
  const files = [...parseFixture(MODELS).files].map(([path, text]) =>
    classifyFile(django.read(path, text), EMPTY_POLICY),
  );
  const { toldBy, fields } = fieldsMeant(attribute, files);
  const names = fields.map(({ file, subject }) => `${file.schema.path} ${subject.entity.name}.${subject.field.name}`);
  return `${toldBy}: ${names.join(", ")}`;
}

describe("the fields meant by an attribute", () => {
  it("are those of the class that the code names", () => {
    expect(meant("x = Patient.objects.get()\nx.ema$0il")).toBe("code: clinic/models.py Patient.email");
  });

  it("may be inherited", () => {
    expect(meant("Customer().national_$0id")).toBe("code: shop/models.py Person.national_id");
  });

  it("are none where the class has no such field, or is no entity", () => {
    expect(meant("Order().ema$0il")).toBe("code: ");
    expect(meant("class CustomerForm(Form):\n    def f(self):\n        self.ema$0il")).toBe("code: ");
  });

  it.each(["customer", "the_customer", "self.customer", "customer2", "_customer"])(
    "are those that the receiver is called after: %s",
    (receiver) => {
      expect(meant(`${receiver}.ema$0il`)).toBe("name: shop/models.py Customer.email");
    },
  );

  it("know an entity's name of several words", () => {
    expect(meant("vip_customer.iba$0n")).toBe("name: clinic/models.py VipCustomer.iban");
  });

  it("are all that may be meant where nothing tells", () => {
    const both = "shop/models.py Customer.email, clinic/models.py Patient.email";
    expect(meant("x.ema$0il")).toBe(`nothing: ${both}`);
    expect(meant("load().ema$0il")).toBe(`nothing: ${both}`);
  });

  it("are never fields that are not sensitive, nor attributes that nobody declares", () => {
    expect(meant("customer.newsletter$0")).toBe("nothing: ");
    expect(meant("customer.fav$0ourite")).toBe("nothing: ");
  });
});
