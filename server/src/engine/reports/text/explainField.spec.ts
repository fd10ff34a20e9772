import { expect, it } from "vitest";
import { classifiedFile } from "../../../../../test/support/findings.ts";
import type { ClassifiedFile } from "../../project/model.ts";
import { explainField } from "./explainField.ts";

const MODELS = `
from django.db import models
from core.fields import EncryptCharField

class Customer(models.Model):
    passport_number = models.CharField("passport number", max_length=9)
    passport_required = models.BooleanField()
    position = models.CharField(max_length=200)
    tax_id = EncryptCharField(max_length=20)
    # fieldguard: ignore made-up numbers
    iban = models.CharField(max_length=34)
`;

function explained(name: string): readonly string[] {
  return explainedIn(classifiedFile("shop/models.py", MODELS), name);
}

function explainedIn(file: ClassifiedFile, name: string): readonly string[] {
  const subject = file.fields.find(({ field }) => field.name === name)!;
  return explainField(
    { file, subject, findings: [], fixes: [], uses: null, history: null },
    { color: false, width: 120 },
  ).split("\n");
}

/** The words of the lines, for what does not hang on their layout. */
function wordsOf(name: string): string {
  return explained(name)
    .map((line) => line.trim().replaceAll(/ +/g, " "))
    .join("\n");
}

it("says how likely the verdict is, what is needed and what is there", () => {
  const words = wordsOf("passport_number");
  expect(words).toMatch(/^verdict holds a passport number \(>99 % likely to be sensitive\)$/m);
  expect(words).toMatch(
    /^needs encryption\nstored not encrypted\nbasis estimated from its declaration and surroundings$/m,
  );
});

it("gives the largest reason first and the starting point last", () => {
  const lines = explained("passport_required");
  const start = lines.findIndex((line) => line.startsWith("Why")) + 1;
  const reasons = lines.slice(start, lines.indexOf("", start));
  const points = reasons.map((line) => Math.abs(Number(line.trim().split(" ")[0]!.replace("−", "-"))));
  expect(points.length).toBeGreaterThan(2);
  expect(points.slice(0, -1)).toEqual(points.slice(0, -1).toSorted((a, b) => b - a));
  expect(reasons.at(-1)).toContain("the starting point");
});

it("names what was ruled out of a field that is not sensitive, nothing of how it is stored, and what to do if that is wrong", () => {
  const words = wordsOf("passport_required");
  expect(words).toMatch(/^verdict not sensitive \(.* likely to be sensitive\)\nruled out a passport number\nbasis /m);
  expect(words).toContain("a yes/no value hardly holds that");
  expect(words).toMatch(/\nNot right\? Write `# fieldguard: category=KEY` .*\n$/);
});

it("names the column and the table where the model does", () => {
  const model = (field: string, options: string): string =>
    `from django.db import models\nclass Customer(models.Model):\n    email = models.EmailField(${field})\n${options}`;
  const rowOf = (text: string): string | undefined => {
    const file = classifiedFile("shop/models.py", text);
    return explainedIn(file, "email")
      .find((line) => line.startsWith("  column"))
      ?.trim();
  };
  const meta = '    class Meta:\n        db_table = "people"\n';
  expect(rowOf(model("", ""))).toBeUndefined();
  expect(rowOf(model('db_column="mail"', ""))).toBe("column      mail");
  expect(rowOf(model('db_column="mail"', meta))).toBe("column      mail, in the table people");
  expect(rowOf(model("", meta))).toBe("column      in the table people");
});

it("does not contradict itself about a class of the project that encrypts", () => {
  const words = wordsOf("tax_id");
  expect(words).toMatch(/^stored encrypted: EncryptCharField$/m);
  expect(words).not.toContain("not encrypted");
});

it("asks for nothing yet where a person must decide", () => {
  expect(wordsOf("position")).toMatch(/^if so internal, needs access control$/m);
});

it("gives no likelihood and no points of what a person has decided", () => {
  expect(wordsOf("iban")).toMatch(/^verdict not sensitive\nruled out .*\nbasis decided in a comment at the field$/m);
  expect(wordsOf("iban")).not.toContain("Not right?");
  expect(wordsOf("iban")).toMatch(/^Why .*\na person decided so: made-up numbers\n/m);
});
