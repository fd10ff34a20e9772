import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldguard, project, type Run } from "./commandLine.ts";

const CLINIC = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
  //- config/settings.py
  SECRET_KEY = "x"
  INSTALLED_APPS = ["clinic", "billing"]
  //- people.py
  from django.db import models


  class Person(models.Model):
      passport_number = models.CharField(max_length=9)

      class Meta:
          abstract = True
  //- clinic/models.py
  from django.db import models
  from people import Person


  class Patient(Person):
      national_id = models.CharField(max_length=18)
      diagnosis = models.TextField()
      email = models.EmailField()


  class Doctor(models.Model):
      national_id = models.CharField(max_length=18, unique=True)
  //- clinic/admin.py
  from django.contrib import admin
  from clinic.models import Patient


  class PatientAdmin(admin.ModelAdmin):
      model = Patient
      search_fields = ["national_id", "diagnosis"]


  admin.site.register(Patient, PatientAdmin)
  //- billing/models.py
  from django.db import models


  class Payment(models.Model):
      iban = models.CharField(max_length=34)
  //- old/clinic/models.py
  from django.db import models


  class Patient(models.Model):
      iban = models.CharField(max_length=34)
`;

function fix(root: string, select: string, ...options: readonly string[]): Run {
  return fieldguard(["fix", "--select", select, "--fix", "encrypt", ...options, root]);
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

describe("fix for a class or an app", () => {
  it("does all that lack protection of a class, tells what is left and why, and exits with 1", () => {
    const root = project(CLINIC);
    const { code, err } = fix(root, "clinic/models.py::Doctor,Payment", "--write");
    expect(code).toBe(1);
    expect(err).toContain("encrypt is done for 1 field: billing/models.py::Payment.iban\n");
    expect(err).toMatch(/^left as it is: clinic\/models\.py::Doctor\.national_id: It is unique/m);
    expect(read(root, "billing/models.py")).toContain("iban = EncryptedCharField(max_length=34)");
    expect(read(root, "clinic/models.py")).not.toContain("Encrypted");
  });

  it("leaves alone what the category asks no encryption for, and tells what is declared elsewhere", () => {
    const root = project(CLINIC);
    const { code, err } = fix(root, "clinic/models.py::Patient", "--write");
    expect(code).toBe(1);
    expect(read(root, "clinic/models.py")).toContain("email = models.EmailField()");
    expect(err).toMatch(
      /^left as it is: clinic\/models\.py::Patient\.passport_number: It is declared in `Person` of people\.py, which other models may inherit/m,
    );
  });

  it("keeps an option that may not be empty, and leaves the field that it needs", () => {
    const root = project(CLINIC);
    const { err } = fix(root, "clinic/models.py::Patient", "--write");
    expect(err).toContain("encrypt is done for 1 field: clinic/models.py::Patient.national_id\n");
    expect(err).toMatch(
      /^left as it is: clinic\/models\.py::Patient\.diagnosis: With Patient\.national_id nothing would be left of `search_fields` \(clinic\/admin\.py:\d+\)/m,
    );
    expect(read(root, "clinic/admin.py")).toContain('search_fields = ["diagnosis"]');
    const again = fix(root, "clinic/models.py::Patient.diagnosis");
    expect([again.code, again.out]).toEqual([2, ""]);
  });

  it("takes an app by its name, or by its folder where several have that name", () => {
    const root = project(CLINIC);
    expect(fix(root, "billing").code).toBe(0);
    const two = fix(root, "clinic");
    expect(two.code).toBe(2);
    expect(two.err).toContain("clinic may be 2 classes or apps; name one: clinic/, old/clinic/");
    expect(fix(root, "old/clinic/").code).toBe(0);
  });

  it("has nothing to do, and nothing to say against it, when all is done", () => {
    const root = project(CLINIC);
    expect(fix(root, "billing", "--write").code).toBe(0);
    const again = fix(root, "billing", "--write");
    expect([again.code, again.out]).toEqual([0, ""]);
    expect(again.err).toContain("encrypt has nothing to do there\n");
  });

  it("writes nothing when a field that was named beside it cannot be done", () => {
    const root = project(CLINIC);
    const { code, out } = fix(root, "billing,clinic/models.py::Doctor.national_id", "--write");
    expect([code, out]).toEqual([2, ""]);
    expect(readdirSync(join(root, "config"))).toEqual(["settings.py"]);
  });

  it("does not write one decision at many fields that nobody has looked at", () => {
    const root = project(CLINIC);
    const run = fieldguard(["fix", "--select", "billing", "--fix", "ignore", "--reason", "x", "--write", root]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("ignore takes fields one by one; name those of the app billing");
  });

  it("lists what is on offer for each field that lacks protection", () => {
    const { code, out } = fieldguard(["fix", "--list", "--select", "clinic/models.py::Patient", project(CLINIC)]);
    expect(code).toBe(0);
    expect(out).toContain("national_id");
    expect(out).toContain("diagnosis");
    expect(out).not.toContain("email");
  });
});
