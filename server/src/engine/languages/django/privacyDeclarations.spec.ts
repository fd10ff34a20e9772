import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import type { PrivacyDeclaration } from "../../schema/schema.ts";
import { readDjango } from "./read.ts";

function read(source: string): readonly PrivacyDeclaration[] {
  return readDjango("shop/models.py", dedent(source)).entities.at(-1)!.privacyDeclarations;
}

/** `name: field field` of each declaration; what is not said to be personal has a sign: `-kept`, `?taken_back`. */
function declared(source: string): readonly string[] {
  const signs = { personal: "", "not personal": "-", nothing: "?" };
  return read(source).map(
    ({ name, statements }) => `${name}: ${statements.map(({ field, says }) => signs[says] + field).join(" ")}`,
  );
}

/** Declarations that leave alone whatever they do not name. */
function whole(source: string): readonly string[] {
  return read(source)
    .filter(({ isWhole }) => isWhole)
    .map(({ name }) => name);
}

/** The example of django-gdpr-assist's README.rst. */
const COMMENT = `
  class Comment(models.Model):
      name = models.CharField(max_length=255, blank=True)
      age = models.IntegerField(null=True, blank=True)
      message = models.TextField()

      class PrivacyMeta:
          fields = ['name', 'age']
          search_fields = ['name']
          export_fields = ['name', 'age', 'message']
`;

describe("PrivacyMeta", () => {
  it("names the fields that are anonymised, and those by which a person is found", () => {
    expect(declared(COMMENT)).toEqual(["PrivacyMeta.fields: name age", "PrivacyMeta.search_fields: name"]);
    expect(whole(COMMENT)).toEqual(["PrivacyMeta.fields"]);
  });

  it("knows where each is named", () => {
    const text = dedent(COMMENT);
    const spans = read(COMMENT).flatMap(({ statements }) => statements.map(({ span }) => span));
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["'name'", "'age'", "'name'"]);
  });

  it("knows the field of a lookup", () => {
    const source = `
      class A(models.Model):
          class PrivacyMeta:
              search_fields = ["name__icontains", "person__email"]
    `;
    expect(declared(source)).toEqual(["PrivacyMeta.search_fields: name person"]);
  });

  it.each(["export_fields = ['name']", "fields = None", "can_anonymise = False", "def search(self, value): pass"])(
    "says nothing of any field with: %s",
    (line) => {
      expect(declared(`class A(models.Model):\n    class PrivacyMeta:\n        ${line}\n`)).toEqual([]);
    },
  );

  it("anonymises nothing that it leaves alone when it does not anonymise", () => {
    const source = `
      class A(models.Model):
          class PrivacyMeta:
              can_anonymise = False
              fields = ["name"]
    `;
    expect(declared(source)).toEqual(["PrivacyMeta.fields: name"]);
    expect(whole(source)).toEqual([]);
  });
});

describe("a list of fields", () => {
  const list = (value: string): string => `
      CONTACT = ["email", "phone"]
      class A(models.Model):
          class PrivacyMeta:
              fields = ${value}
  `;

  it.each([
    ["('name', 'age')", "name age"],
    ["{'name'}", "name"],
    ["[\n                  'name',  # why\n                  'age',\n              ]", "name age"],
    ["CONTACT", "email phone"],
    ["CONTACT + ['name']", "email phone name"],
  ])("is read from %s", (value, fields) => {
    expect(declared(list(value))).toEqual([`PrivacyMeta.fields: ${fields}`]);
    expect(whole(list(value))).toEqual(["PrivacyMeta.fields"]);
  });

  it.each([
    ["Base.PrivacyMeta.fields + ['name']", " name"],
    ["ELSEWHERE", " "],
    ["[*ELSEWHERE, 'name']", " name"],
    ["[f.name for f in fields]", " "],
  ])("is known in part: %s", (value, fields) => {
    expect(declared(list(value))).toEqual([`PrivacyMeta.fields:${fields}`]);
    expect(whole(list(value))).toEqual([]);
  });

  it("is read as far as it is typed, and the fields around it stay", () => {
    const { entities } = readDjango(
      "models.py",
      dedent(`
        class A(models.Model):
            name = models.CharField(max_length=9)
            class PrivacyMeta:
                fields = ["name", "pho
            phone = models.CharField(max_length=9)
      `),
    );
    expect(entities[0]!.fields.map(({ name }) => name)).toEqual(["name", "phone"]);
    expect(entities[0]!.privacyDeclarations[0]!.statements[0]).toMatchObject({ field: "name", says: "personal" });
  });
});

describe("Meta.sensitive_fields", () => {
  it("is read, as in the tests of django-scrub-pii, within a `with` too", () => {
    const source = `
      with allow_sensitive_fields():
          class Person(models.Model):
              first_name = models.CharField(max_length=30)
              biography = models.TextField()

              class Meta:
                  ordering = ["first_name"]
                  sensitive_fields = {'biography', 'first_name'}
    `;
    expect(declared(source)).toEqual(["Meta.sensitive_fields: biography first_name"]);
    expect(whole(source)).toEqual(["Meta.sensitive_fields"]);
  });
});

describe("Scrubbers", () => {
  it("says of each field whether it is scrubbed or kept", () => {
    const source = `
      class MyModel(models.Model):
          class Scrubbers:
              somefield = scrubbers.Hash("somefield")
              someother = scrubbers.Null
              email = scrubbers.Concat(scrubbers.Hash("email"), models.Value("@"), output_field=models.EmailField())
              replaced = "a text"
              non_critical_field = scrubbers.Keep
              kept = Keep()
              name = None
              title = ""
              _helper = scrubbers.Hash
    `;
    expect(declared(source)).toEqual([
      "Scrubbers: somefield someother email replaced -non_critical_field -kept ?name ?title",
    ]);
    expect(whole(source)).toEqual(["Scrubbers"]);
  });

  it("may have more in a base", () => {
    const source = "class A(models.Model):\n    class Scrubbers(Base.Scrubbers):\n        email = scrubbers.Null\n";
    expect(declared(source)).toEqual(["Scrubbers: email"]);
    expect(whole(source)).toEqual([]);
  });
});
