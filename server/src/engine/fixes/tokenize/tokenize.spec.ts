import { describe, expect, it } from "vitest";
import { applyPlan, checkFix, fixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import type { UsesOfField } from "../../project/uses/frameworkUses.ts";
import type { LinkedUse } from "../../project/uses/linkUses.ts";
import { readMigration } from "../../project/migrations/readMigration.ts";
import { recogniseProtection } from "../../protection/recognise.ts";
import { classifiedFile } from "../../../../../test/support/findings.ts";
import { APP_FILES, TOKEN_TABLE_FILES } from "../../protection/generated/app.ts";
import type { FixContext } from "../model.ts";
import { offersFor, refusalsFor } from "../registry.ts";
import { tokenize } from "./tokenize.ts";

const PROJECT = `
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]
    INSTALLED_APPS = ["shop"]
    //- requirements.txt
    django==5.2
`;

const CARD = "card_number = models.CharField(max_length=19)";

function project(declaration: string, options: { readonly operations?: string; readonly more?: string } = {}): string {
  const { operations = `migrations.CreateModel("Payment", [("card_number", models.CharField(max_length=19))])` } =
    options;
  return `${PROJECT}
    //- shop/models.py
    from django.db import models
    from django_extensions.db.fields import RandomCharField


    class Payment(models.Model):
        ${declaration}
${options.more ?? ""}
    //- shop/migrations/0001_initial.py
    from django.db import migrations, models


    class Migration(migrations.Migration):
        dependencies = []
        operations = [${operations}]
  `;
}

function contextOf(source: string, field = "Payment.card_number"): FixContext {
  return fixContext(parseFixture(source).files, field);
}

function because(context: FixContext): string | undefined {
  return refusalsFor(context).find(({ id }) => id === "tokenize")?.because;
}

function offered(context: FixContext): string | undefined {
  return offersFor(context).find(({ id }) => id === "tokenize")?.title;
}

/** Uses that certainly concern the field, each on a line of its own of a file. */
function uses(...all: readonly Partial<LinkedUse["use"]>[]): UsesOfField {
  const span = { start: 0, end: 1 };
  const base = { by: "filter", path: ["card_number"], lookup: null, span, receiver: { kind: "unknown" } } as const;
  return {
    byPackages: [],
    uses: all.map((use) => ({
      path: "shop/views.py",
      lines: [0],
      certainty: "sure",
      use: { kind: "lookup", ...base, ...use },
    })) as unknown as readonly LinkedUse[],
  };
}

describe("tokenize", () => {
  it("changes the model, makes the table of tokens, its settings and the migration of the rows", () => {
    checkFix({
      name: "",
      fix: "tokenize",
      field: "Payment.card_number",
      before: project('card_number = models.CharField("card", max_length=19, unique=True)  # as printed', {
        operations: `migrations.CreateModel("Payment", [("card_number", models.CharField(max_length=19, unique=True))])`,
      }),
      after: `
    //- shop/models.py
    from django.db import models
    from django_extensions.db.fields import RandomCharField

    from config.encrypted_fields.token_fields import TokenField


    class Payment(models.Model):
        card_number = TokenField("card", max_length=19, unique=True, kind="credit_card")  # as printed

    //- shop/migrations/0002_tokenize_payment_card_number.py
    from django.db import migrations

    from config.encrypted_fields.token_operations import TokenizeField


    class Migration(migrations.Migration):
        dependencies = [("shop", "0001_initial"), ("encrypted_fields", "0001_tokens")]
        operations = [
            TokenizeField("payment", "card_number", kind="credit_card"),
        ]
    //- config/settings.py
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]

    # Keys of the encrypted model fields, the newest first, separated by commas.
    FIELD_ENCRYPTION_KEYS = [key for key in os.environ.get("FIELD_ENCRYPTION_KEYS", "").split(",") if key]
    INSTALLED_APPS = ["shop", "config.encrypted_fields"]
    //- requirements.txt
    cryptography>=42
    django==5.2

      `,
    });
  });

  it("generates the app with the table, and adds the table alone where the app is there", () => {
    const files = parseFixture(project(CARD)).files;
    const created = (all: ReadonlyMap<string, string>): readonly string[] =>
      tokenize
        .plan(fixContext(all, "Payment.card_number"), {})!
        .steps.flatMap(({ changes }) => changes)
        .flatMap(({ kind, path }) => (kind === "create" && path.startsWith("config/") ? [path] : []));
    const inFolder = (names: readonly string[]): readonly string[] =>
      names.map((name) => `config/encrypted_fields/${name}`);
    expect(created(files)).toEqual(inFolder([...Object.keys(APP_FILES), ...Object.keys(TOKEN_TABLE_FILES)]));
    const withApp = new Map(files);
    for (const [name, text] of Object.entries(APP_FILES)) withApp.set(`config/encrypted_fields/${name}`, text());
    expect(created(withApp)).toEqual(inFolder(Object.keys(TOKEN_TABLE_FILES)));
    const withTable = new Map(withApp);
    for (const [name, text] of Object.entries(TOKEN_TABLE_FILES))
      withTable.set(`config/encrypted_fields/${name}`, text());
    expect(created(withTable)).toEqual([]);
    const old = new Map(withApp).set("config/encrypted_fields/__init__.py", "Generated by Fieldguard, version 2.");
    expect(because(fixContext(old, "Payment.card_number"))).toMatch(/by an earlier version: bring them up to date/);
    const taken = new Map(withApp).set("config/encrypted_fields/models.py", "");
    expect(because(fixContext(taken, "Payment.card_number"))).toMatch(/has other models/);
  });

  it("recognises what it made, and its migration", () => {
    const files = parseFixture(project(CARD)).files;
    const done = applyPlan(files, tokenize.plan(fixContext(files, "Payment.card_number"), {})!);
    const [subject] = classifiedFile("shop/models.py", done.get("shop/models.py")!).fields;
    expect(recogniseProtection(subject!.field, subject!.entity)).toEqual({ kind: "tokenized", by: "TokenField" });
    expect(because(fixContext(done, "Payment.card_number"))).toMatch(/only a token already/);
    const path = "shop/migrations/0002_tokenize_payment_card_number.py";
    expect(readMigration(path, done.get(path)!)!.operations).toMatchObject([
      { kind: "alter field", model: "payment", field: { name: "card_number", protection: { kind: "tokenized" } } },
    ]);
  });

  it("keeps what a random field is given from then on, and says that the present values are nobody's", () => {
    const operations = `migrations.CreateModel("Payment", [("national_id", RandomCharField(length=32))])`;
    const source = project("national_id = RandomCharField(length=32, unique=True, lowercase=True, editable=False)", {
      operations,
    });
    const context = contextOf(source, "Payment.national_id");
    expect(offersFor(context).find(({ id }) => id === "tokenize")).toMatchObject({ preferred: true });
    const plan = tokenize.plan(context, {})!;
    const text = applyPlan(parseFixture(source).files, plan).get("shop/models.py");
    expect(text).toContain(
      'national_id = TokenField(unique=True, kind="national_identification_number", max_length=32)\n',
    );
    expect(plan.notes.join("\n")).toMatch(/are random characters .* cannot be turned back/);
  });

  it("first says what is better for a card number, with the places that have to do with it", () => {
    const context = { ...contextOf(project(CARD)), uses: uses({ kind: "read", by: "" }, { lookup: "in" }) };
    const { notes } = tokenize.plan(context, {})!;
    expect(notes[0]).toMatch(/payment processor keep the card.*last four digits.*PCI DSS/);
    expect(notes[1]).toBe("Places that have to do with the number: shop/views.py:1 (read), shop/views.py:1 (filter).");
    expect(notes.join("\n")).toContain("these places get the token from now on: shop/views.py:1 (read).");
    expect(offered(context)).toMatch(/stays in PCI DSS scope; rows included \(small table, maintenance window\)…$/);
  });

  it("serves lookups of whole values, and refuses what certainly compares or sorts otherwise", () => {
    const context = contextOf(project(CARD));
    for (const use of [{}, { lookup: "exact" }, { lookup: "isnull" }, { kind: "selection", by: "distinct" }] as const) {
      expect(because({ ...context, uses: uses(use) })).toBeUndefined();
    }
    for (const use of [
      { lookup: "startswith" },
      { kind: "ordering", by: "order_by" },
      { kind: "sql", by: "raw" },
      { kind: "expression", by: "F" },
    ] as const) {
      expect(because({ ...context, uses: uses(use) })).toMatch(/compares or sorts by it/);
      expect(refusalsFor({ ...context, uses: uses(use) }).find(({ id }) => id === "tokenize")?.places).toHaveLength(1);
    }
  });

  it.each([
    ["its class", project("card_number = models.TextField()"), /Only a `CharField`/],
    ["its length", project("card_number = models.CharField()"), /nobody knows how long/],
    [
      "its choices",
      project("card_number = models.CharField(max_length=19, choices=CARDS)"),
      /`choices` speaks of values/,
    ],
    [
      "an order",
      project(CARD, { more: '\n        class Meta:\n            ordering = ["-card_number"]\n' }),
      /sorts by it, and tokens/,
    ],
    [
      "a table of another system",
      project(CARD, { more: "\n        class Meta:\n            managed = False\n" }),
      /would read tokens/,
    ],
    [
      "two leaves",
      `${project(CARD)}\n    //- shop/migrations/0001_other.py\n    from django.db import migrations\n\n\n    class Migration(migrations.Migration):\n        dependencies = []\n        operations = []\n`,
      /merge them first/,
    ],
    ["no migrations", project(CARD).replace("shop/migrations/0001_initial.py", "notes.py"), /has no migrations/],
    [
      "other models",
      `${project(CARD)}\n    //- config/encrypted_fields/models.py\n    X = 1\n`,
      /another package of that name/,
    ],
  ])("is not offered because of %s", (_, source, reason) => {
    const context = contextOf(source);
    expect(because(context)).toMatch(reason);
    expect(offered(context)).toBeUndefined();
  });

  it("has nothing to do with fields that are to be encrypted", () => {
    const context = contextOf(project("national_id = models.CharField(max_length=19)"), "Payment.national_id");
    expect(tokenize.offer(context)).toBeNull();
  });

  it("is planned only once all uses are counted", () => {
    expect(tokenize.plan({ ...contextOf(project(CARD)), uses: null }, {})).toBeNull();
  });
});
