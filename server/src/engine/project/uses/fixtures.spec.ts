import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { checkUses, readWorkspace, SHOP } from "../../../../../test/support/uses.ts";
import { encrypt } from "../../fixes/encrypt/encrypt.ts";

const fixture = (path: string, text: string): Promise<void> => checkUses(`${SHOP}//- ${path}\n${text}`);

describe("fixtures", () => {
  it("hold values of fields, told once, where one is given", () =>
    fixture(
      "shop/fixtures/customers.json",
      `
[
  {"model": "shop.customer", "pk": 1, "fields": {"email": null, "national_id": "", "newsletter": true}},
  {"fields": {"national_id": "x", "email": "a@example.com"}, "pk": 2, "model": "shop.Customer"},
               ^^^^^^^^^^^ fixture: Customer.national_id
                                   ^^^^^ fixture: Customer.email
  {"model": "shop.customer", "pk": 3, "fields": {"email": "b@example.com", "orders": [{"email": 1}]}},
  {"model": "shop.order", "pk": 1, "fields": {"reference": "email", "email": "of no customer"}},
  {"model": "other.customer", "pk": 1, "fields": {"email": "of another app"}}
]
`,
    ));

  it("may be JSON Lines, and end anywhere", () =>
    fixture(
      "tests/fixtures/more/customers.jsonl",
      `
{"model": "shop.customer", "pk": 1, "fields": {"email": "a \\"quoted\\" {one}"}}
                                                ^^^^^ fixture: Customer.email
{"model": "shop.customer", "pk": 2, "fields": {"national_id": {"a": [1, 2]}}}
                                                ^^^^^^^^^^^ fixture: Customer.national_id
{"model": "shop.customer", "pk": 3, "fields": {"national_id"
`,
    ));

  it("may be YAML, in both of its styles", () =>
    fixture(
      "shop/fixtures/customers.yaml",
      `
# model: shop.customer
- model: shop.customer
  pk: 1
  fields:
    email: ''
    national_id: ~
    newsletter: true
- fields: {"national_id": x, email: a@example.com}
            ^^^^^^^^^^^ fixture: Customer.national_id
                             ^^^^^ fixture: Customer.email
  model: shop.customer
  pk: 2
- model: shop.customer
  fields:
    broken: "
- model: shop.order
  fields:
    email: of no customer
`,
    ));

  it("may be XML", () =>
    fixture(
      "shop/fixtures/customers.xml",
      `
<?xml version="1.0" encoding="utf-8"?>
<django-objects version="1.0">
  <object model="shop.customer" pk="1">
    <field name="national_id" type="CharField"><None></None></field>
    <field name="email" type="EmailField"/>
  </object>
  <object pk="2" model="shop.customer">
    <field name="national_id" type="CharField">x</field>
                 ^^^^^^^^^^^ fixture: Customer.national_id
    <field type="EmailField" name='email'>a@example.com</field>
                                   ^^^^^ fixture: Customer.email
  </object>
  <object model="shop.order"><field name="email">of no customer</field></object>
</django-objects>
`,
    ));

  it("name models by the labels of their apps, whatever table these have", () =>
    checkUses(`
//- people/apps.py
from django.apps import AppConfig

class PeopleConfig(AppConfig):
    name = "people"
    label = "crm"
//- people/models.py
from django.db import models

class Base(models.Model):
    email = models.EmailField()

    class Meta:
        abstract = True

class Person(Base):
    class Meta:
        db_table = "old_people"
//- people/fixtures/people.json
[{"model": "crm.person", "fields": {"email": "a@example.com"}}]
                                     ^^^^^ fixture: Base.email
`));

  it.each([
    "shop/fixtures/de/customers.json",
    "seed/customers.json",
    "shop/initial_data/customers.json",
    "db.json",
    "shop/dump-2024.json",
    "backup_all.json",
    "data.json",
  ])("are found by what people call them: %s", (path) =>
    fixture(
      path,
      `
[{"model": "shop.customer", "fields": {"email": "a@example.com"}}]
                                        ^^^^^ fixture: Customer.email
`,
    ),
  );

  it("are no other files, nor data of another kind", () =>
    checkUses(`${SHOP}
//- shop/data/customers.json
[{"model": "shop.customer", "fields": {"email": "a@example.com"}}]
//- shop/metadata.json
[{"model": "shop.customer", "fields": {"email": "a@example.com"}}]
//- tests/fixtures/answer.json
{"customer": {"email": "a@example.com", "fields": {"email": "x"}}, "email": ["a", "b"]}
//- tests/fixtures/tape.yaml
- request:
    email: a@example.com
    model: shop.customer
`));

  it("are looked at from the beginning where they are huge", async () => {
    const row = '{"model": "shop.customer", "pk": 1, "fields": {"newsletter": true}},\n';
    const found = '{"model": "shop.customer", "pk": 2, "fields": {"email": "x"}},\n';
    const text = `[${found}${row.repeat(9000)}${found.replace("email", "national_id")}`;
    const { files } = parseFixture(SHOP);
    const workspace = await readWorkspace([...files, ["shop/fixtures/all.json", text]]);
    const kinds = (field: string): unknown =>
      workspace.uses.known("shop/models.py", "Customer", field)!.uses.map(({ use }) => use.kind);
    expect([kinds("email"), kinds("national_id")]).toEqual([["fixture"], []]);
  });
});

const CLINIC = `
    //- clinic/models.py
    from django.db import models
    from config.encrypted_fields.fields import EncryptedCharField

    class Patient(models.Model):
        ssn = EncryptedCharField(max_length=11)
        iban = models.CharField(max_length=34)
    //- clinic/fixtures/patients.json
    [
      {"model": "clinic.patient", "pk": 1, "fields": {"ssn": "123-secret", "iban": "456-secret"}}
    ]
`;

describe("a fixture that holds values of an encrypted field", () => {
  it("is told of at the field, without a value", async () => {
    const workspace = await readWorkspace(parseFixture(CLINIC).files);
    expect(workspace.usesFindings(workspace.known("clinic/models.py")!)).toMatchObject([
      {
        rule: "storage/plaintext-copy",
        severity: "information",
        field: "ssn",
        message:
          "`ssn` is encrypted, but clinic/fixtures/patients.json:2 holds values of it in plain text. If they are of real people, put made-up ones in their place, and remove it from the history of the repository, too.",
      },
    ]);
  });

  it("is told of where the field is to be encrypted, and left as it is", async () => {
    const plain = CLINIC.replace(/^.*(?:import Encrypted|ssn = ).*\n/gm, "");
    const workspace = await readWorkspace(parseFixture(plain).files);
    const context = (await workspace.countedFixContext("clinic/models.py", "Patient", "iban"))!;
    const plan = encrypt.plan(context, {})!;
    expect(plan.notes).toContain(
      "Fixtures still load, but clinic/fixtures/patients.json:2 holds values of it in plain text. If they are of real people, put made-up ones in their place, and remove it from the history of the repository, too.",
    );
    const paths = plan.steps.flatMap(({ changes }) => changes.map(({ path }) => path));
    expect(paths.filter((path) => path.includes("fixtures"))).toEqual([]);
  });
});
