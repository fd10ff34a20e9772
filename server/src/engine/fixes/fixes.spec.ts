import { describe, expect, it } from "vitest";
import { applyPlan, checkFix, fixContext } from "../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../test/support/fixture.ts";
import type { FixInput, FixPlan } from "./model.ts";
import { APP_FILES } from "../protection/generated/app.ts";
import { fixOf, offersFor, refusalsFor } from "./registry.ts";

function planOf(source: string, field: string, fix: string, input: FixInput = {}): FixPlan {
  return fixOf(fix)!.plan(fixContext(parseFixture(source).files, field), input)!;
}

/** One model with the field, of a category that is to be encrypted whatever its name. */
function patient(declaration: string, meta = ""): string {
  return `
    //- clinic/models.py
    from django.contrib.gis.db import models as gis
    from django.contrib.postgres.fields import ArrayField
    from django.contrib.auth.models import AbstractUser
    from django.db import models


    class Patient(models.Model):
        # fieldguard: category=user.government_id
        ssn = ${declaration}
${meta}
  `;
}

function titlesOf(source: string, field = "Patient.ssn"): readonly string[] {
  return offersFor(fixContext(parseFixture(source).files, field)).map(
    ({ title, preferred }) => title + (preferred ? " (preferred)" : ""),
  );
}

function reasonOf(source: string, field = "Patient.ssn"): string | undefined {
  return refusalsFor(fixContext(parseFixture(source).files, field)).find(({ id }) => id === "encrypt")?.because;
}

const PROJECT = `
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]
    INSTALLED_APPS = ["clinic"]
    //- requirements.txt
    django==5.2
`;

describe("encrypt", () => {
  it("changes the model, generates the field classes, lets the settings read the keys, declares the package", () => {
    checkFix({
      name: "",
      fix: "encrypt",
      field: "Patient.national_id",
      before: `${PROJECT}
    //- clinic/models.py
    from django.db import models

    from shop.models import Customer


    class Patient(models.Model):
        customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
        national_id = models.CharField(max_length=18)
      `,
      after: `
    //- clinic/models.py
    from django.db import models

    from config.encrypted_fields.fields import EncryptedCharField
    from shop.models import Customer


    class Patient(models.Model):
        customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
        national_id = EncryptedCharField(max_length=18)
      `,
    });
    const source = `${PROJECT}${patient("models.CharField(max_length=18)")}`;
    const plan = planOf(source, "Patient.ssn", "encrypt");
    expect(
      plan.steps.map(({ label, changes }) => [label, ...changes.map(({ kind, path }) => `${kind} ${path}`)]),
    ).toEqual([
      ["Model", "edit clinic/models.py"],
      ["Field classes", ...Object.keys(APP_FILES).map((path) => `create config/encrypted_fields/${path}`)],
      ["Settings", "edit config/settings.py"],
      ["Dependency", "edit requirements.txt"],
    ]);
    const after = applyPlan(parseFixture(source).files, plan);
    expect(after.get("config/encrypted_fields/fields.py")).toContain(
      "class EncryptedCharField(EncryptedFieldMixin, models.CharField)",
    );
    expect(after.get("config/settings.py")).toContain("FIELD_ENCRYPTION_READ_PLAINTEXT = True");
    expect(after.get("config/settings.py")).toContain('INSTALLED_APPS = ["clinic", "config.encrypted_fields"]\n');
    expect(after.get("requirements.txt")).toContain("cryptography>=42\ndjango==5.2\n");
    expect(plan.notes.join("\n")).toMatch(
      /makemigrations[^]*saved again[^]*backups[^]*FieldError[^]*Before you deploy[^]*Fernet\.generate_key[^]*Keep a copy[^]*in this order/,
    );
  });

  it("uses what an earlier fix brought, and touches the one file then", () => {
    const source = `${PROJECT}${patient("models.CharField(max_length=18)", "        # fieldguard: category=user.government_id\n        passport = models.CharField(max_length=9)")}`;
    const { files } = parseFixture(source);
    const once = applyPlan(files, planOf(source, "Patient.ssn", "encrypt"));
    const context = fixContext(once, "Patient.passport");
    const plan = fixOf("encrypt")!.plan(context, {})!;
    expect(plan.steps.map(({ label }) => label)).toEqual(["Model"]);
    expect(offersFor(context)[0]!.title).toBe("Encrypt with EncryptedCharField");
    expect(refusalsFor(fixContext(once, "Patient.ssn"))[0]!.because).toMatch(/^It is encrypted already/);
  });

  it("puts the field classes beside the models where nobody knows what the project imports from", () => {
    const [models, module] = ["clinic/models/patient.py", "clinic/encrypted_fields/__init__.py"];
    const source = patient("models.CharField(max_length=18)").replace("clinic/models.py", models);
    const after = applyPlan(parseFixture(source).files, planOf(source, "Patient.ssn", "encrypt"));
    expect(after.get(models)).toContain("from ..encrypted_fields.fields import EncryptedCharField");
    expect(after.get(module)).toContain("Generated by Fieldguard");
  });

  it("does not overwrite a file of the same name, nor use a name that is taken", () => {
    const occupied = `${patient("models.CharField(max_length=18)")}
    //- clinic/encrypted_fields.py
    class Own: ...
    `;
    expect(reasonOf(occupied)).toMatch(/`clinic\/encrypted_fields.py` has that name/);
    const taken = patient("models.CharField(max_length=18)").replace(
      "class Patient",
      "class EncryptedCharField: ...\n\n\n    class Patient",
    );
    expect(fixOf("encrypt")!.plan(fixContext(parseFixture(taken).files, "Patient.ssn"), {})).toBeNull();
  });

  it("does not take over a setting that belongs to another package", () => {
    const source = `${PROJECT.replace("INSTALLED_APPS", "FIELD_ENCRYPTION_KEYS = [HEX]\n    INSTALLED_APPS")}${patient("models.CharField(max_length=18)")}`;
    expect(reasonOf(source)).toMatch(/FIELD_ENCRYPTION_KEYS` already/);
  });

  it("keeps a default that the database filled in, and drops what means nothing any more", () => {
    const source = patient('models.SlugField(db_default="none", db_collation="C", unique=False)');
    const after = applyPlan(parseFixture(source).files, planOf(source, "Patient.ssn", "encrypt"));
    expect(after.get("clinic/models.py")).toContain('ssn = EncryptedSlugField(default="none")');
    expect(planOf(source, "Patient.ssn", "encrypt").notes.at(-1)).toContain("index was dropped");
  });

  it("is preferred where encryption is what the data needs, and nowhere else", () => {
    expect(titlesOf(patient("models.CharField(max_length=18)"))[0]).toBe(
      "Encrypt with EncryptedCharField… (preferred)",
    );
    const card = patient("models.CharField(max_length=18)").replace("user.government_id", "user.financial.credit_card");
    expect(titlesOf(card)[0]).toBe("Encrypt with EncryptedCharField (the system stays in PCI DSS scope)…");
    const email = patient("models.EmailField()").replace("user.government_id", "user.contact.email");
    expect(titlesOf(email)[0]).toBe("Encrypt with EncryptedEmailField…");
    for (const source of [card, email]) expect(titlesOf(source).join()).not.toContain("preferred");
  });

  it("has nothing to say about a field that is not sensitive", () => {
    const clear =
      "//- shop/models.py\nfrom django.db import models\nclass Box(models.Model):\n    width = models.IntegerField()\n";
    expect(titlesOf(clear, "Box.width")).toEqual([]);
    expect(reasonOf(clear, "Box.width")).toBeUndefined();
  });

  it.each([
    ["unique", "models.CharField(max_length=9, unique=True)", /blind index/],
    ["unique within a day", 'models.CharField(max_length=9, unique_for_date="born")', /unique_for_date/],
    ["a primary key", "models.CharField(max_length=9, primary_key=True)", /primary key/],
    ["a relation", 'models.ForeignKey("x.Y", on_delete=models.CASCADE)', /relation/],
    ["a file", 'models.FileField(upload_to="x")', /storage/],
    ["an image", 'models.ImageField(upload_to="x")', /storage/],
    ["binary", "models.BinaryField()", /binary/],
    ["an array", "ArrayField(models.CharField(max_length=9))", /elements/],
    ["a place", "gis.PointField()", /geometry/],
    [
      "computed",
      'models.GeneratedField(expression="a", output_field=models.CharField(), db_persist=True)',
      /computes it/,
    ],
    ["of another library's class", "CITextField()", /No encrypted form of CITextField is known here: /],
    ["wrapped in something", "tracked(models.CharField(max_length=9))", /wrapped in `tracked`/],
    ["given options from elsewhere", "models.CharField(max_length=9, **OPTIONS)", /come from elsewhere/],
    ["given a computed database default", "models.CharField(max_length=9, db_default=Now())", /computes its default/],
  ])("is not offered for a field that is %s", (_, declaration, reason) => {
    expect(reasonOf(patient(declaration))).toMatch(reason);
    expect(titlesOf(patient(declaration)).join()).not.toContain("Encrypt");
  });

  it.each([
    ["ordering = ['-ssn']", /ordering/],
    ["get_latest_by = 'ssn'", /get_latest_by/],
    ["unique_together = [('ssn', 'name')]", /unique_together/],
    ["constraints = [models.UniqueConstraint(fields=['ssn'], name='u')]", /constraint/],
    ["indexes = [models.Index(fields=['ssn'])]", /index/],
    ["unique_together = PAIRS", /written elsewhere/],
    ["ordering = [*BASE, 'name']", /written elsewhere/],
    ["constraints = [models.UniqueConstraint(fields=KEYS, name='u')]", /written elsewhere/],
    ["managed = False", /another system/],
    ["proxy = True", /proxy/],
  ])("is not offered when the model says %s", (option, reason) => {
    const source = patient("models.CharField(max_length=9)", `\n        class Meta:\n            ${option}\n`);
    expect(reasonOf(source)).toMatch(reason);
  });

  it("is not offered when a model of the file that inherits the field uses it so", () => {
    const heir = (options: string): string =>
      `${patient("models.CharField(max_length=9)")}\n    class Child(Patient):\n        class Meta:\n            ${options}\n\n    class Grandchild(Child):\n        class Meta:\n            ordering = ["ssn"]\n`;
    expect(reasonOf(heir("unique_together = [('ssn', 'born')]"))).toMatch(/unique_together/);
    expect(reasonOf(heir("abstract = True"))).toMatch(/ordering/);
    expect(
      reasonOf(
        `${patient("models.CharField(max_length=9)")}\n    class Other(models.Model):\n        class Meta:\n            ordering = ["ssn"]\n`,
      ),
    ).toBeUndefined();
  });

  it("is not offered where a package would be imported in place of the field classes", () => {
    const source = `${PROJECT}${patient("models.CharField(max_length=18)")}\n    //- config/encrypted_fields/__init__.py\n    x = 1\n`;
    expect(reasonOf(source)).toMatch(/`config\/encrypted_fields\/`, but there is another package of that name/);
  });

  it("is not offered for what users are looked up by", () => {
    const user = (name: string, extra = ""): string =>
      patient("models.CharField(max_length=9)", extra)
        .replace("models.Model", "AbstractUser")
        .replace("ssn =", `${name} =`);
    expect(reasonOf(user("ssn", '        USERNAME_FIELD = "ssn"'))).toMatch(/log in/);
    expect(reasonOf(user("email"), "Patient.email")).toMatch(/forgotten/);
    expect(reasonOf(user("nickname"), "Patient.nickname")).toBeUndefined();
  });

  it("is not offered when another field is unique for its date", () => {
    const source = patient(
      "models.DateField()",
      "        room = models.CharField(max_length=9, unique_for_date='ssn')",
    );
    expect(reasonOf(source)).toMatch(/`room` must be unique within a period of it/);
  });

  it("is not offered where something else is right", () => {
    const of = (category: string): string | undefined =>
      reasonOf(patient("models.CharField(max_length=9)").replace("user.government_id", category));
    expect(of("user.authorization.password")).toMatch(/salted hash/);
    expect(of("user.financial.credit_card.verification_code")).toMatch(/must not be stored/);
    const hash = patient("models.CharField(max_length=64)").replace("ssn =", "ssn_hash =");
    expect(reasonOf(hash, "Patient.ssn_hash")).toMatch(/only a hash already/);
  });

  it("is not offered for a field that is declared twice", () => {
    const source = patient("models.CharField(max_length=9)", "        ssn = models.TextField()");
    expect(reasonOf(source)).toMatch(/more than once/);
  });

  it("stays with django-fernet-encrypted-fields where the project has it, with guard rails", () => {
    const source = `${PROJECT.replace("django==5.2", "django==5.2\n    django-fernet-encrypted-fields==0.4")}${patient("models.TextField(blank=True, db_index=True)")}`;
    const plan = planOf(source, "Patient.ssn", "encrypt");
    expect(plan.steps.map(({ label }) => label)).toEqual(["Model"]);
    const after = applyPlan(parseFixture(source).files, plan).get("clinic/models.py")!;
    expect(after).toContain("from django.db import models\nfrom encrypted_fields.fields import EncryptedTextField\n");
    expect(after).toContain("ssn = EncryptedTextField(blank=True, null=True)");
    expect(plan.notes.join("\n")).toMatch(/full_clean[^]*now allows null[^]*index was dropped/);
    // It would turn zero into null: then what we generate.
    const number = source.replace("TextField(blank=True, db_index=True)", "IntegerField()");
    expect(titlesOf(number)[0]).toContain("EncryptedIntegerField");
    expect(planOf(number, "Patient.ssn", "encrypt").steps).toHaveLength(4);
    // A person may ask for what we generate, and for nothing that is not there.
    expect(planOf(source, "Patient.ssn", "encrypt", { provider: "generated" }).steps).toHaveLength(4);
    expect(
      fixOf("encrypt")!.plan(fixContext(parseFixture(source).files, "Patient.ssn"), {
        provider: "django-cryptography",
      }),
    ).toBeNull();
  });

  it("wraps with django-cryptography where the project has it, and does not press for it", () => {
    const source = `${PROJECT.replace("django==5.2", "django==5.2\n    django-cryptography-django5==2.2")}${patient("models.CharField(max_length=9, db_index=True)")}`;
    const after = applyPlan(parseFixture(source).files, planOf(source, "Patient.ssn", "encrypt"));
    expect(after.get("clinic/models.py")).toContain("from django_cryptography.fields import encrypt");
    expect(after.get("clinic/models.py")).toContain("ssn = encrypt(models.CharField(max_length=9))");
    expect(titlesOf(source)[0]).toBe("Encrypt with encrypt(…) of django-cryptography");
    expect(planOf(source, "Patient.ssn", "encrypt").notes[0]).toMatch(/can no longer be read/);
  });

  it("tells the packages apart that share a module", () => {
    const imported = patient("models.CharField(max_length=9)").replace(
      "from django.db import models",
      "from django.db import models\n    from encrypted_fields.fields import EncryptedTextField",
    );
    const edited = (source: string): string =>
      applyPlan(parseFixture(source).files, planOf(source, "Patient.ssn", "encrypt")).get("clinic/models.py")!;
    expect(edited(imported)).toContain("from encrypted_fields.fields import EncryptedCharField, EncryptedTextField");
    const other = `${imported}\n    //- requirements.txt\n    django\n    django-searchable-encrypted-fields\n`;
    expect(edited(other)).toContain("from .encrypted_fields.fields import EncryptedCharField");
  });
});

describe("ignore", () => {
  it("says that the field was reviewed when no reason is given", () => {
    const source = patient("models.CharField(max_length=9)");
    const after = applyPlan(parseFixture(source).files, planOf(source, "Patient.ssn", "ignore"));
    expect(after.get("clinic/models.py")).toContain("    # fieldguard: ignore reviewed, not sensitive\n    ssn");
    expect(titlesOf([...after].map(([path, text]) => `//- ${path}\n${text}`).join(""))).toEqual([]);
  });
});

describe("set-category", () => {
  it("takes the place of an earlier decision", () => {
    const source = patient("models.CharField(max_length=9)");
    const plan = planOf(source, "Patient.ssn", "set-category", { value: "user.contact.email" });
    const after = applyPlan(parseFixture(source).files, plan).get("clinic/models.py")!;
    expect(after).toContain("    # fieldguard: category=user.contact.email\n    ssn");
    expect(after).not.toContain("government_id");
  });

  it("says why when a reason is given", () => {
    const input = { value: "user.contact.email", reason: "agreed with the DPO" };
    const plan = planOf(patient("models.CharField(max_length=9)"), "Patient.ssn", "set-category", input);
    expect(plan.steps[0]!.changes).toMatchObject([
      { edits: [{ text: "# fieldguard: category=user.contact.email agreed with the DPO" }] },
    ]);
  });

  it("writes no category that there is not", () => {
    const context = fixContext(parseFixture(patient("models.CharField(max_length=9)")).files, "Patient.ssn");
    expect(fixOf("set-category")!.plan(context, { value: "user.nonsense" })).toBeNull();
    expect(fixOf("set-category")!.plan(context, {})).toBeNull();
  });
});

describe("a decision", () => {
  const HEAD = "from django.db import models\n\n\nclass Patient(models.Model):\n";
  const decided = (body: string, fix: "ignore" | "set-category", input: FixInput): string => {
    const files = new Map([["clinic/models.py", HEAD + body]]);
    const plan = fixOf(fix)!.plan(fixContext(files, "Patient.ssn"), input)!;
    const after = applyPlan(files, plan);
    const { classification } = fixContext(after, "Patient.ssn").subject;
    const category = fix === "ignore" ? null : input.value;
    expect(classification).toMatchObject({ category, decidedBy: "directive" });
    return after.get("clinic/models.py")!.slice(HEAD.length);
  };
  const no = (body: string, reason = ""): string => decided(body, "ignore", { value: reason });
  const named = (body: string, reason = ""): string => decided(body, "set-category", { value: "user.name", reason });
  const SSN = "    ssn = models.CharField(max_length=9)";

  it.each([
    ["above", `    # fieldguard: ignore made-up\n${SSN}\n`, `    # fieldguard: category=user.name\n${SSN}\n`],
    ["behind", `${SSN}  # fieldguard: ignore made-up\n`, `${SSN}  # fieldguard: category=user.name\n`],
    [
      "in two places",
      `    # fieldguard: category=user.gender\n${SSN}  # noqa  # fieldguard: ignore made-up\n`,
      `    # fieldguard: category=user.name\n${SSN}  # noqa\n`,
    ],
    [
      "twice",
      `    # fieldguard: category=user.gender\r\n\t# fieldguard: category=user.contact\r\n${SSN}\r\n`,
      `    # fieldguard: category=user.name\r\n${SSN}\r\n`,
    ],
    [
      "in no way that counts",
      `    # fieldguard: ignore\n    # fieldguard: category=user.nonsense\n${SSN}`,
      `    # fieldguard: category=user.name\n${SSN}`,
    ],
  ])("takes the place of what stands %s", (_, before, after) => {
    expect(named(before)).toBe(after);
  });

  it("takes the place of what stands within the declaration", () => {
    const call = (comment: string, more = ""): string =>
      `    ssn = models.CharField(${comment}\n        max_length=9,\n${more}    )\n`;
    expect(no(call("  # fieldguard: category=user.name", "        # fieldguard: category=user.name\n"))).toBe(
      call("  # fieldguard: ignore reviewed, not sensitive"),
    );
  });

  it("leaves what says something else, and what is said of other fields", () => {
    const rest = `    # fieldguard: level=internal\n    # fieldguard: ignore[storage/plaintext-field] tokens\n`;
    const other = `    # fieldguard: ignore made-up\n    other = models.CharField(max_length=9)  # fieldguard: ignore why\n`;
    const before = `${other}${rest}    # fieldguard: ignore made-up\n${SSN}\n`;
    expect(named(before)).toBe(`${other}${rest}    # fieldguard: category=user.name\n${SSN}\n`);
  });

  it("leaves what says the same, with its reason", () => {
    const ignored = `    #fieldguard:ignore made-up numbers, see ticket 4711\n${SSN}\n`;
    expect(no(ignored)).toBe(ignored);
    expect(no(`${ignored.trimEnd()}  # fieldguard: category=user.name\n`)).toBe(ignored);
    const category = `${SSN}  # fieldguard: category=user.name agreed on 3 May\n`;
    expect(named(category)).toBe(category);
    expect(named(category, "agreed on 3 May")).toBe(category);
  });

  it("gives a new reason to what says the same", () => {
    expect(no(`    # fieldguard: ignore made-up\n${SSN}\n`, "test data")).toBe(
      `    # fieldguard: ignore test data\n${SSN}\n`,
    );
    expect(named(`${SSN}  # fieldguard: category=user.name\n`, "asked")).toBe(
      `${SSN}  # fieldguard: category=user.name asked\n`,
    );
  });

  it("is written nowhere when the field is declared twice", () => {
    const files = new Map([["m.py", `${HEAD}    # fieldguard: ignore made-up\n${SSN}\n${SSN}\n`]]);
    expect(fixOf("set-category")!.plan(fixContext(files, "Patient.ssn"), { value: "user.name" })).toBeNull();
  });
});
