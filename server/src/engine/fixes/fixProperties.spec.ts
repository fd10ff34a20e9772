import { expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../test/support/fixes.ts";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { endsOfLines, inverseOf } from "../../../../test/support/inverse.ts";
import { Random } from "../../../../test/support/random.ts";
import { writtenModels } from "../../../../test/support/writtenModels.ts";
import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import { readProject } from "../project/readProject.ts";
import { applyEdits } from "../text/textEdit.ts";
import type { FixInput, FixPlan } from "./model.ts";
import { isMeant, planTogether } from "./planTogether.ts";
import { fixes, fixOf } from "./registry.ts";

interface Tried {
  readonly title: string;
  /** One after the other, each on what the one before left. */
  readonly ids: readonly string[];
  readonly input: FixInput;
  /** What makes the model file one for the fix. */
  readonly written: (text: string) => string;
  readonly hasMigration?: true;
  /** An app of field classes that an earlier version has generated. */
  readonly hasOlderApp?: true;
  /** Of all fields that it is meant for, in one change. */
  readonly ofClass?: true;
  /** What the last one reaches. */
  readonly holds: (subject: ClassifiedField) => void;
}

const isEncrypted = ({ protection }: ClassifiedField): void => {
  expect(protection.kind).toBe("encrypted");
};

const ONE_RELEASE = { input: {}, written: (text: string) => text, holds: isEncrypted };
const RELEASES = [
  "encrypt-expand",
  "encrypt-backfill",
  "encrypt-contract",
  "encrypt-contract",
  "encrypt-contract",
  "encrypt-contract",
];

const TRIED: readonly Tried[] = [
  { ...ONE_RELEASE, title: "encrypt", ids: ["encrypt"] },
  { ...ONE_RELEASE, title: "encrypt, rows included", ids: ["encrypt"], hasMigration: true },
  { ...ONE_RELEASE, title: "encrypt, all fields of a class", ids: ["encrypt"], ofClass: true },
  { ...ONE_RELEASE, title: "all releases", ids: RELEASES, hasMigration: true },
  { ...ONE_RELEASE, title: "all releases, all fields of a class", ids: RELEASES, hasMigration: true, ofClass: true },
  {
    ...ONE_RELEASE,
    title: "encrypt-blind-index",
    ids: ["encrypt-blind-index"],
    hasMigration: true,
    written: withUniqueness,
  },
  {
    ...ONE_RELEASE,
    title: "tokenize",
    ids: ["tokenize"],
    hasMigration: true,
    written: (text) => text.replaceAll("national_id", "card_number"),
    holds: ({ protection }) => {
      expect(protection.kind).toBe("tokenized");
    },
  },
  {
    ...ONE_RELEASE,
    title: "renew-field-classes",
    ids: ["renew-field-classes"],
    hasOlderApp: true,
    holds: ({ protection }) => {
      expect(protection.kind).toBe("none");
    },
  },
  {
    ...ONE_RELEASE,
    title: "set-category",
    ids: ["set-category"],
    input: { value: "user.contact.email" },
    holds: ({ classification }) => {
      expect(classification.category).toBe("user.contact.email");
    },
  },
  {
    ...ONE_RELEASE,
    title: "ignore",
    ids: ["ignore"],
    input: { value: "made up" },
    holds: ({ classification }) => {
      expect(classification.verdict).toBe("clear");
    },
  },
];

/** Those whose plans are many files have fewer. */
const ROUNDS = 400;
const ROUNDS_OF_MANY = 50;
const MODELS = "staff/models.py";

it("all fixes are tried", () => {
  const tried = new Set(TRIED.flatMap(({ ids }) => ids));
  expect([...tried].sort()).toEqual(fixes.map(({ id }) => id).sort());
});

it.each(TRIED)("$title: changes its fields and nothing else, and can be taken back to the byte", (tried) => {
  const random = new Random(20261130);
  const rounds = (tried.hasMigration ?? tried.ofClass ?? tried.hasOlderApp) ? ROUNDS_OF_MANY : ROUNDS;
  let done = 0;
  for (let round = 0; round < rounds; round++) {
    const { text: source, isBroken } = writtenModels(random);
    const text = tried.written(source);
    const name = nameIn(text);
    if (!subjectIn(text, name)) continue;
    let files = filesAround(text, tried);
    const started = tried.ids.filter((id) => {
      const planned = planOf(id, files, name, tried);
      if (!planned) return false;
      const after = applyPlan(files, planned.plan);
      expectInverse(planned.plan, files, after);
      expectTheRest(files, after, planned.fields, isBroken);
      files = after;
      return true;
    });
    if (started.length < tried.ids.length) {
      // What is begun can be gone on with.
      expect(started, text).toEqual([]);
      continue;
    }
    done++;
    if (!isBroken) tried.holds(subjectIn(files.get(MODELS)!, name)!);
  }
  expect(done).toBeGreaterThan(rounds / 3);
});

function planOf(
  id: string,
  files: ReadonlyMap<string, string>,
  name: string,
  { input, ofClass }: Tried,
): { readonly plan: FixPlan; readonly fields: readonly string[] } | null {
  const fix = fixOf(id)!;
  const all = classifiedFile(MODELS, files.get(MODELS)!).fields.filter(({ entity }) => entity.name === "Employee");
  const names = ofClass ? all.map(({ field }) => field.name) : [name];
  const contexts = names
    .map((each) => fixContext(files, `Employee.${each}`))
    .filter((context) => !ofClass || isMeant(fix, context));
  const together = fix.planAll && planTogether(fix, contexts, input);
  if (together) {
    const fields = together.done.map(({ subject }) => subject.field.name);
    return together.plan && fields.includes(name) ? { plan: together.plan, fields } : null;
  }
  const plan = fix.plan(contexts[0]!, input);
  return plan && { plan, fields: names };
}

function expectInverse(plan: FixPlan, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const changes = plan.steps.flatMap((step) => step.changes);
  for (const [path, text] of before) {
    const edits = changes.flatMap((change) => (change.kind === "edit" && change.path === path ? change.edits : []));
    const made = after.get(path)!;
    expect(applyEdits(made, inverseOf(edits, text)), path).toBe(text);
    if (text.includes("\n")) expect(endsOfLines(made), made).toEqual(endsOfLines(text));
  }
}

/** What is declared and set apart from the fields, wherever it stands now. */
function expectTheRest(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  fields: readonly string[],
  isBroken: boolean,
): void {
  const [was, is] = [before, after].map((files) => classifiedFile(MODELS, files.get(MODELS)!));
  const isOne = (name: string): boolean => fields.some((field) => name === field || OF_FIELD(field).includes(name));
  // Where a quote is missing, nobody knows yet what is within a text, be it a declaration or a comment.
  const told = isBroken ? namesIn : declaredIn;
  expect(told(is!, isOne), after.get(MODELS)).toEqual(told(was!, isOne));
  const [set, isSet] = [before, after].map(settingsOf);
  expect(isSet).toEqual(set);
}

/** Names of the fields that fixes put beside one. */
const OF_FIELD = (field: string): readonly string[] =>
  ["encrypted", "plain", "index"].map((what) => `${field}_${what}`);

function declaredIn({ schema }: ClassifiedFile, isLeftOut: (name: string) => boolean): unknown {
  const declared = schema.entities.map((entity) => ({
    ...entity,
    fields: entity.fields.filter(({ name }) => !isLeftOut(name)),
  }));
  return JSON.parse(JSON.stringify(declared, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));
}

function namesIn({ schema }: ClassifiedFile, isLeftOut: (name: string) => boolean): readonly string[] {
  return schema.entities.flatMap(({ name, fields }) => [
    name,
    ...fields.flatMap((field) => (isLeftOut(field.name) ? [] : `${name}.${field.name}`)),
  ]);
}

function settingsOf(files: ReadonlyMap<string, string>): unknown {
  const { settings } = readProject(files);
  return settings.environments.map((environment) =>
    ["DEBUG", "SECRET_KEY"].map((name) => settings.valueIn(name, environment)?.value),
  );
}

function subjectIn(text: string, name: string): ClassifiedField | undefined {
  return classifiedFile(MODELS, text).fields.find(
    ({ entity, field }) => entity.name === "Employee" && field.name === name,
  );
}

function nameIn(text: string): string {
  return text.includes("card_number") ? "card_number" : "national_id";
}

function withUniqueness(text: string): string {
  return text.replace(/national_id(.*?)max_length=18/s, "national_id$1max_length=18, unique=True");
}

function filesAround(text: string, { hasMigration, hasOlderApp }: Tried): ReadonlyMap<string, string> {
  const options = text.includes("null=True") ? ", null=True, db_column='nid'" : "";
  return new Map([
    [MODELS, text],
    ["config/settings.py", 'DEBUG = True\r\nSECRET_KEY = "x"  # 🗝\r\nINSTALLED_APPS = ["staff"]'],
    ["manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n'],
    ["requirements.txt", "django\r\n"],
    ...(hasOlderApp
      ? ([["config/encrypted_fields/__init__.py", '"""Generated by Fieldguard, version 2."""\n']] as const)
      : []),
    ...(hasMigration ? ([["staff/migrations/0001_initial.py", initial(text, options)]] as const) : []),
  ]);
}

function initial(text: string, options: string): string {
  const name = nameIn(text);
  const type = text.includes(`${name} = models.TextField`) ? "TextField(" : "CharField(max_length=18";
  const unique = text.includes("unique=True") ? ", unique=True" : "";
  return `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.CreateModel("Employee", [
            ("${name}", models.${type}${unique}${options})),
            ("iban", models.CharField(max_length=34, blank=True)),
            ("diagnosis", models.TextField(blank=True)),
            ("phone", models.CharField(max_length=20, blank=True)),
        ]),
    ]
`;
}
