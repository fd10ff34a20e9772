import { describe, expect, it } from "vitest";
import { dedent } from "../../../../test/support/fixture.ts";
import { isAsMeant } from "./asMeant.ts";

const BEFORE = `${dedent(`
  from django.db import models
  from vault.fields import EncryptedCharField


  class Patient(models.Model):
      ssn = models.CharField(max_length=11)
      name = models.CharField(max_length=80)


  class Doctor(models.Model):
      name = models.CharField(max_length=80)
`)}\n`;

const AFTER = BEFORE.replace("ssn = models.CharField", "ssn = EncryptedCharField");

function isMeant(after: string, before = BEFORE): boolean {
  const target = { entity: "Patient", field: "ssn" };
  return isAsMeant("clinic/models.py", { before, after }, [{ target, becomes: "EncryptedCharField" }]);
}

describe("a changed text", () => {
  it("is as meant with the class that the field is to have", () => {
    expect(isMeant(AFTER)).toBe(true);
    expect(isMeant(BEFORE)).toBe(false);
  });

  it("declares all else as before", () => {
    expect(isMeant(AFTER.replace("name = models.CharField", "name = EncryptedCharField"))).toBe(false);
    expect(isMeant(AFTER.replace(/name(?= = models.CharField\(max_length=80\)\n$)/, "called"))).toBe(false);
    expect(isMeant(AFTER.replace("max_length=80", "max_length=8"))).toBe(false);
    expect(isMeant(AFTER.replace("class Doctor", "class Nurse"))).toBe(false);
  });

  it("gives other fields the options that are announced, and no others", () => {
    const before = AFTER.replace("    name", '    ssn_index = BlindIndexField(source="ssn")\n    name');
    const isMeantToBeUnique = (index: string): boolean =>
      isAsMeant("clinic/models.py", { before, after: before.replace('BlindIndexField(source="ssn")', index) }, [
        {
          target: { entity: "Patient", field: "ssn" },
          becomes: null,
          optionsOfOthers: { ssn_index: { unique: "True" } },
        },
      ]);
    expect(isMeantToBeUnique('BlindIndexField(source="ssn", unique=True)')).toBe(true);
    expect(isMeantToBeUnique('BlindIndexField(source="ssn")')).toBe(false);
    expect(isMeantToBeUnique('BlindIndexField(source="name", unique=True)')).toBe(false);
    expect(isMeantToBeUnique('BlindIndexField(source="ssn", unique=True, db_index=True)')).toBe(false);
    expect(isMeantToBeUnique('PlainCharField(copy_of="ssn", unique=True)')).toBe(false);
  });

  it("may have a class that is a model by the changed field alone", () => {
    const before =
      "from django.db import models\nfrom people import Base\n\nclass Patient(Base):\n    ssn = models.CharField()\n";
    expect(isMeant(before.replace("models.CharField", "EncryptedCharField"), before)).toBe(true);
    expect(isMeant(before.replace("class Patient", "class Other"), before)).toBe(false);
  });
});
