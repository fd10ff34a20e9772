import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { emptyFolder, fieldguard, project, SAMPLE, SMALL_PROJECT } from "./commandLine.ts";

const TWINS = `
  //- shop/models.py
  from django.db import models


  class Person(models.Model):
      passport_number = models.CharField(max_length=9)
  //- clinic/models/person.py
  from django.db import models


  class Person(models.Model):
      passport_number = models.CharField(max_length=9)
`;

describe("explain", () => {
  it("tells category, level, treatment, evidence and what can be done", () => {
    const { code, out, err } = fieldguard(["explain", "Customer.national_id"], { cwd: project(SMALL_PROJECT) });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Customer\.national_id {2}shop\/models\.py:5:5$/m);
    expect(out).toContain("user.government_id.national_identification_number");
    expect(out).toMatch(/^ {2}level +restricted$/m);
    expect(out).toMatch(/^ {2}needs +encryption\n {2}stored +not encrypted\n {2}basis +estimated from /m);
    expect(out).toMatch(/^Why {2}points .*\n +\+\d+\.\d+ {2}.*national/m);
    expect(out).toContain("fieldguard fix --select shop/models.py::Customer.national_id --fix encrypt");
  });

  it("lists where the field is used, what only its name tells apart", () => {
    const views = `
  //- shop/views.py
  from shop.models import Customer

  def known(request, row):
      Customer.objects.filter(national_id__in=[row.national_id])
`;
    const { code, out, err } = fieldguard(["explain", "Customer.national_id"], {
      cwd: project(SMALL_PROJECT + views),
    });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(
      "Used in 1 place: 1 lookup; perhaps in 1 more, where only the name tells\n" +
        "  lookup: filter, in  shop/views.py:4\n" +
        "  perhaps also, as far as the name tells\n" +
        "  read                shop/views.py:4\n",
    );
    const atLine = fieldguard(["explain", "shop/models.py:5"], { cwd: project(SMALL_PROJECT + views) });
    expect(atLine.out).toContain("  lookup: filter, in  shop/views.py:4\n");
  });

  it("tells what the migrations have made of the field, also when one line is asked for", () => {
    const root = project(`${SMALL_PROJECT}
  //- shop/migrations/0001_initial.py
  from django.db import migrations, models


  class Migration(migrations.Migration):
      operations = [migrations.CreateModel("Customer", [("national_id", models.CharField(max_length=18))])]
    `);
    const words = /^Migrations\n {2}The table exists since 0001_initial; the column has always been plain\.$/m;
    expect(fieldguard(["explain", "Customer.national_id"], { cwd: root }).out).toMatch(words);
    expect(fieldguard(["explain", "shop/models.py:5"], { cwd: root }).out).toMatch(words);
    const json = fieldguard(["explain", "Customer.national_id", "--format", "json"], { cwd: root }).out;
    expect(JSON.parse(json)).toMatchObject({
      migrations: { tableSince: "0001_initial", columnSince: "0001_initial", plain: "still", plainUntil: null },
    });
    expect(fieldguard(["explain", "Customer.national_id"], { cwd: project(SMALL_PROJECT) }).out).not.toContain(
      "Migrations",
    );
  });

  it("prints the same as JSON that keeps to its schema", () => {
    const root = project(`${SMALL_PROJECT}
  //- shop/views.py
  from shop.models import Customer
  Customer.objects.filter(national_id__in=[])
`);
    const { code, out } = fieldguard(["explain", "Customer.national_id", "--format", "json"], { cwd: root });
    expect(code).toBe(0);
    const explained = JSON.parse(out) as { uses: unknown; migrations: unknown; field: { field: string } };
    const schema = JSON.parse(readFileSync("schemas/explain.schema.json", "utf8")) as object;
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    expect(validate(explained) ? [] : validate.errors).toEqual([]);
    expect(explained.field.field).toBe("national_id");
    expect(explained.migrations).toBeNull();
    expect(explained.uses).toEqual([
      {
        path: "shop/views.py",
        line: 2,
        column: 25,
        kind: "lookup",
        by: "filter",
        lookup: "in",
        certainty: "sure",
      },
    ]);
  });

  it("names relevant clauses of the regimes that the policy chooses, and none by default", () => {
    const explained = (policy: string): string =>
      fieldguard(["explain", "Customer.national_id"], {
        cwd: project(`${SMALL_PROJECT}\n  //- fieldguard.yml\n  ${policy}\n`),
      }).out;
    expect(explained("regimes: [gdpr, pci-dss]")).toMatch(
      /^Relevant to\n {2}GDPR Art\. 4\(1\) +personal data.*\n {2}GDPR Art\. 32\(1\)\(a\) .*\n {2}GDPR Art\. 87 .*\n\n/m,
    );
    expect(explained("version: 1")).not.toContain("Relevant to");
  });

  it("says where a field is declared personal or not, and what the evidence says against it", () => {
    const root = project(`
      //- gdpr.yml
      models:
        shop.Customer:
          fields:
            national_id: { pii: false }
      //- shop/models.py
      from django.db import models

      class Customer(models.Model):
          national_id = models.CharField(max_length=18)
          colour = models.CharField(max_length=18)

          class PrivacyMeta:
              fields = ["colour"]
    `);
    const kept = fieldguard(["explain", "Customer.national_id"], { cwd: root }).out;
    expect(kept).toMatch(
      /^ {2}verdict +not sensitive\n {2}ruled out +a national identification number\n {2}basis +declared in gdpr\.yml$/m,
    );
    expect(kept).toMatch(
      /^Why.*\n +declared not personal in gdpr\.yml\n.*evidence speaks for a national identification number$/m,
    );
    const personal = fieldguard(["explain", "Customer.colour"], { cwd: root }).out;
    expect(personal).toMatch(/^ {2}verdict +holds personal data\n {2}category +user$/m);
    expect(personal).toMatch(/^ {2}basis +declared in PrivacyMeta\.fields \(line 8\)$/m);
  });

  it("explains what is not sensitive too", () => {
    const { code, out } = fieldguard(["explain", "Customer.colour"], { cwd: project(SMALL_PROJECT) });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}verdict +not sensitive \(\d+ % likely to be sensitive\)$/m);
    expect(out).toMatch(/^Why\n {2}nothing in its name, .* speaks of sensitive data$/m);
    expect(out).not.toContain("stored");
  });

  it("takes a line of a declaration, from any folder", () => {
    const root = project(SMALL_PROJECT);
    expect(fieldguard(["explain", "shop/models.py:5"], { cwd: root }).out).toContain("Customer.national_id");
    const elsewhere = fieldguard(["explain", `${join(root, "shop/models.py")}:5`], { cwd: emptyFolder() });
    expect(elsewhere.out).toContain("Customer.national_id");
    const miss = fieldguard(["explain", "shop/models.py:1"], { cwd: root });
    expect(miss).toEqual({ code: 2, out: "", err: "fieldguard: no field is declared at shop/models.py:1\n" });
  });

  it("names the candidates of an ambiguous selector, and takes app or path to choose", () => {
    const root = project(TWINS);
    const { code, err } = fieldguard(["explain", "Person.passport_number"], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain("clinic/models/person.py::Person.passport_number, shop/models.py::Person.passport_number");
    expect(fieldguard(["explain", "clinic.Person.passport_number"], { cwd: root }).out).toContain(
      "clinic/models/person.py:5:5",
    );
    expect(fieldguard(["explain", "shop/models.py::Person.passport_number"], { cwd: root }).out).toContain(
      "shop/models.py:5:5",
    );
  });

  it("knows fields at a model that inherits them, from a package or from the project", () => {
    const root = project(`
      //- people/models.py
      from django.contrib.auth.models import AbstractUser
      from django.db import models


      class Person(AbstractUser):
          national_id = models.CharField(max_length=20)

          class Meta:
              abstract = True


      class Member(Person):
          pass
      //- people/views.py
      from people.models import Member


      def show(member: Member):
          return member.email
    `);
    const explain = (...args: readonly string[]): string => fieldguard(["explain", ...args, root]).out;
    expect(explain("Member.email")).toContain("auth.AbstractUser.email  Django 5.");
    expect(explain("people.Member.email").replace(/\s+/g, " ")).toContain("Member (people/models.py) inherits it, so");
    expect(explain("Member.email")).toContain("Used in 1 place: 1 read\n  read  people/views.py:5\n");
    expect(explain("Member.national_id")).toContain("Person.national_id  people/models.py:6:5");
    expect(JSON.parse(explain("Member.email", "--format", "json"))).toMatchObject({
      field: { path: "people/models.py", line: 12, entity: "Member", field: "email", inheritedFrom: "AbstractUser" },
      uses: [{ path: "people/views.py", line: 5, kind: "read", certainty: "sure" }],
    });
    expect(fieldguard(["explain", "Member.nothing", root]).code).toBe(2);
  });

  it("takes no JSON of a field that has no place in the project", () => {
    const { code, err } = fieldguard(["explain", "auth.User.email", "--format", "json", SAMPLE]);
    expect(code).toBe(2);
    expect(err).toContain("auth.User.email has no place in the project");
  });

  it("knows the fields of models that packages bring, unless the project has one of that name", () => {
    const { code, out } = fieldguard(["explain", "auth.User.email", SAMPLE]);
    expect(code).toBe(0);
    expect(out).toContain("auth.User.email  Django 5.2.19, django/contrib/auth/models.py");
    expect(out).toContain("category    user.contact.email");
    expect(out).toContain("there is no declaration here to change");
    expect(fieldguard(["explain", "auth.User.nothing", SAMPLE]).code).toBe(2);
    const root = project(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
      //- settings.py
      INSTALLED_APPS = ["django.contrib.auth"]
      //- auth/models.py
      from django.db import models
      class User(models.Model):
          email = models.EmailField()
    `);
    expect(fieldguard(["explain", "User.email"], { cwd: root }).out).toContain("auth/models.py:3:5");
  });

  it("knows them, and those of apps under their labels, when the policy says that they are not sensitive", () => {
    const root = project(`
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
      //- settings.py
      INSTALLED_APPS = ["django.contrib.auth", "people"]
      //- people/apps.py
      from django.apps import AppConfig
      class PeopleConfig(AppConfig):
          name = "people"
          label = "humans"
      //- people/models.py
      from django.db import models
      class Person(models.Model):
          iban = models.CharField(max_length=34)
      //- fieldguard.yml
      fields:
        auth.User.email: { category: null, reason: shared mailboxes }
        humans.Person.iban: { category: null, reason: made up }
    `);
    const explained = (selector: string): string => fieldguard(["explain", selector], { cwd: root }).out;
    expect(explained("auth.User.email")).toContain("shared mailboxes");
    expect(explained("auth.User.last_login")).toContain("auth.User.last_login  Django 5.");
    for (const selector of ["humans.Person.iban", "people.Person.iban"])
      expect(explained(selector)).toContain("made up");
    expect(fieldguard(["scan"], { cwd: root }).err).not.toContain("concerns nothing");
  });

  it("takes a selector in a project elsewhere", () => {
    const { code, out } = fieldguard(["explain", "TerminalLogin.password", SAMPLE]);
    expect(code).toBe(0);
    expect(out).toContain("staff/models.py:");
  });

  it("explains a rule", () => {
    const { code, out } = fieldguard(["explain", "--rule", "storage/forbidden-field"]);
    expect(code).toBe(0);
    expect(out).toContain("Bad\n    class Payment(models.Model):");
    expect(out).toContain("https://");
  });
});
