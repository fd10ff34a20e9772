import { rmSync } from "node:fs";
import { join } from "node:path";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, INDEX_KEY, KEY, mustSucceed } from "../djangoProject.ts";
import { KEY_LAYOUTS, type KeyLayout, type Run } from "../keyLayouts.ts";
import { type Cell, cellsOf, type Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
      email = models.EmailField(unique=True)
`)}\n`;

const TESTS = `${dedent(`
  from django.test import TestCase

  from .models import Patient


  class PatientTest(TestCase):
      def test_reads_what_it_wrote(self):
          Patient.objects.create(national_id="1234", email="ada@example.org")
          self.assertEqual(Patient.objects.get(email="ada@example.org").national_id, "1234")
`)}\n`;

const EVERY_DAY = ["check", "test", "collectstatic"];
const IN_PRODUCTION = ["check", "check --deploy", "collectstatic"];

const INDEX_KEYS = "FIELD_BLIND_INDEX_KEYS";
const BOTH = ["FIELD_ENCRYPTION_KEYS", INDEX_KEYS];
/** For the variables that are not tried. */
const GIVEN = { FIELD_ENCRYPTION_KEYS: KEY, FIELD_BLIND_INDEX_KEYS: INDEX_KEY };

/** How the layout is called whose every variant is tried; of others `wide` alone tries those of which one says enough. */
const WHOLE = "files by name";

/** How a project's settings come by keys, in each way that settings are laid out: with the new variables, and without them. */
export function keySettings(python: string, results: Results, wide: boolean): void {
  for (const [name, layout] of Object.entries(KEY_LAYOUTS)) {
    const isWhole = wide || name === WHOLE;
    const project = projectOf(python, layout);
    const tried = (what: string, variable: string, run: Run, commands: readonly string[]): void => {
      for (const cell of cellsOfCommands(project, BOTH, variable, run, commands)) {
        results.cell(`${name}: ${cell.name} ${what}`, cell.problem);
      }
    };
    if (isWhole) tried("works before the fix", "absent", layout.local, EVERY_DAY);
    mustSucceed(project.fix(["Patient.national_id"]), "the fix");
    mustSucceed(project.applyFix("encrypt-blind-index", ["Patient.email"]), "the fix with a blind index");
    for (const variable of isWhole ? ["absent", "empty"] : ["absent"]) {
      const where = `where the variable is ${variable}`;
      tried(`works on a clone ${where}`, variable, layout.local, EVERY_DAY);
      if (layout.test) tried(`works with settings for tests ${where}`, variable, layout.test, ["test"]);
      for (const cell of cellsOfCommands(project, BOTH, variable, layout.production, IN_PRODUCTION)) {
        const needsKey = cell.name !== "collectstatic";
        results.cell(
          `${name}: ${cell.name} ${needsKey ? "says what production lacks" : "works in production"} ${where}`,
          needsKey ? lacksKeys(cell, BOTH) : cell.problem,
        );
      }
    }
    for (const cell of cellsOfCommands(project, [], "", { ...GIVEN, ...layout.production }, IN_PRODUCTION)) {
      results.cell(`${name}: ${cell.name} works in production with both keys`, cell.problem);
    }
    if (name === WHOLE) {
      withOneKey(project, layout, results);
      neverReachesProduction(project, layout, results);
      naiveSettings(project, layout, results);
    }
  }
}

/** A release that brings an index may find the other key there already. */
function withOneKey(project: DjangoProject, { local, production }: KeyLayout, results: Results): void {
  const tried = (run: Run, commands: readonly string[]): readonly Cell[] =>
    cellsOfCommands(project, [INDEX_KEYS], "absent", { ...GIVEN, ...run }, commands);
  for (const cell of tried(local, EVERY_DAY)) {
    results.cell(`one key: ${cell.name} works on a clone that lacks ${INDEX_KEYS}`, cell.problem);
  }
  for (const cell of tried(production, ["check", "check --deploy"])) {
    results.cell(`one key: ${cell.name} says that production lacks ${INDEX_KEYS}`, lacksKeys(cell, [INDEX_KEYS]));
  }
}

function neverReachesProduction(project: DjangoProject, { production }: KeyLayout, results: Results): void {
  for (const setting of BOTH) {
    const printed = project.run(["-c", `from django.conf import settings; print(settings.${setting})`], {
      ...production,
      [setting]: "",
    });
    results.cell(
      `the key of local runs never reaches production: ${setting}`,
      printed.output.trim() === "[]" ? null : printed.output,
    );
  }
}

/** What is often done instead, and where it fails. */
function naiveSettings(project: DjangoProject, layout: KeyLayout, results: Results): void {
  const paths = ["base", "local", "test"].map((name) => `config/settings/${name}.py`);
  const texts = paths.map((path) => project.read(path));
  const write = (line: string): void => {
    for (const [index, path] of paths.entries()) {
      const text = texts[index]!.replaceAll(/^FIELD_ENCRYPTION_KEYS = .*$/gm, index === 0 ? line : "");
      project.write({ [path]: text });
    }
  };
  for (const [what, line, error] of [
    ["os.environ[…]", 'import os; FIELD_ENCRYPTION_KEYS = [os.environ["FIELD_ENCRYPTION_KEYS"]]', "KeyError"],
    ["env(…) without a default", 'FIELD_ENCRYPTION_KEYS = [env("FIELD_ENCRYPTION_KEYS")]', "ImproperlyConfigured"],
  ] as const) {
    write(line);
    for (const cell of cellsOfCommands(project, BOTH, "absent", layout.local, EVERY_DAY)) {
      const fails = cell.problem?.includes(error) && cell.problem.includes("Traceback");
      results.cell(
        `naive settings: ${cell.name} breaks on a clone with ${what}`,
        fails ? null : (cell.problem ?? "it worked"),
      );
    }
    const [collected] = cellsOfCommands(project, BOTH, "absent", layout.production, ["collectstatic"]);
    results.cell(
      `naive settings: an image for production cannot be built with ${what}`,
      collected?.problem?.includes(error) ? null : (collected?.problem ?? "it worked"),
    );
  }
  write(`FIELD_ENCRYPTION_KEYS = ["${KEY}"]`);
  const [deployed] = cellsOfCommands(project, ["FIELD_ENCRYPTION_KEYS"], "absent", layout.production, [
    "check --deploy",
  ]);
  results.cell("naive settings: nothing complains about a key in the repository", deployed?.problem ?? null);
}

function projectOf(python: string, layout: KeyLayout): DjangoProject {
  const project = new DjangoProject(python, {
    ...layout.files,
    "vault/models.py": MODELS,
    "vault/tests.py": TESTS,
  });
  if (!("config/settings.py" in layout.files)) rmSync(join(project.folder, "config/settings.py"));
  mustSucceed(project.run(["manage.py", "makemigrations", "-v0"], layout.local), "makemigrations");
  return project;
}

/** `variable`: what those of these names are, or `absent`. */
function cellsOfCommands(
  project: DjangoProject,
  names: readonly string[],
  variable: string,
  run: Run,
  commands: readonly string[],
): readonly Cell[] {
  const outcome = project.run(["key_settings_cells.py", names.join(","), variable, ...commands], run);
  const cells = cellsOf(outcome);
  return cells.length === commands.length ? cells : commands.map((name) => ({ name, problem: outcome.output }));
}

function lacksKeys({ problem: said }: Cell, settings: readonly string[]): string | null {
  if (said === null) return "it worked";
  const told = ["SystemCheckError", "Fernet.generate_key", ...settings.map((name) => `${name} is empty`)];
  const lacking = told.filter((part) => !said.includes(part));
  if (said.includes("Traceback")) return said;
  return lacking.length === 0 ? null : `no “${lacking.join("”, no “")}” in ${said}`;
}
