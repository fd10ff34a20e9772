import { rmSync } from "node:fs";
import { join } from "node:path";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, KEY, mustSucceed } from "../djangoProject.ts";
import { KEY_LAYOUTS, type KeyLayout, type Run } from "../keyLayouts.ts";
import { type Cell, cellsOf, type Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
`)}\n`;

const TESTS = `${dedent(`
  from django.test import TestCase

  from .models import Patient


  class PatientTest(TestCase):
      def test_reads_what_it_wrote(self):
          Patient.objects.create(national_id="1234")
          self.assertEqual(Patient.objects.get().national_id, "1234")
`)}\n`;

const EVERY_DAY = ["check", "test", "collectstatic"];

/** How a project's settings come by keys, in each way that settings are laid out: with the new variable, and without it. */
export function keySettings(python: string, results: Results): void {
  for (const [name, layout] of Object.entries(KEY_LAYOUTS)) {
    const project = projectOf(python, layout);
    const tried = (what: string, variable: string, run: Run, commands: readonly string[]): void => {
      for (const cell of cellsOfCommands(project, variable, run, commands)) {
        results.cell(`${name}: ${cell.name} ${what}`, cell.problem);
      }
    };
    tried("works before the fix", "absent", layout.local, EVERY_DAY);
    mustSucceed(project.fix(["Patient.national_id"]), "the fix");
    for (const variable of ["absent", "empty"]) {
      const where = `where the variable is ${variable}`;
      tried(`works on a clone ${where}`, variable, layout.local, EVERY_DAY);
      if (layout.test) tried(`works with settings for tests ${where}`, variable, layout.test, ["test"]);
      const production = cellsOfCommands(project, variable, layout.production, [
        "check",
        "check --deploy",
        "collectstatic",
      ]);
      for (const cell of production) {
        const needsKey = cell.name !== "collectstatic";
        results.cell(
          `${name}: ${cell.name} ${needsKey ? "says what production lacks" : "works in production"} ${where}`,
          needsKey ? lacksKey(cell) : cell.problem,
        );
      }
    }
    tried("works in production with a key", KEY, layout.production, ["check", "check --deploy", "collectstatic"]);
  }
  naiveSettings(python, results);
}

/** What is often done instead, and where it fails. */
function naiveSettings(python: string, results: Results): void {
  const layout = KEY_LAYOUTS["files by name"]!;
  const base = "config/settings/base.py";
  const naive = (line: string): DjangoProject => {
    const project = projectOf(python, layout);
    mustSucceed(project.fix(["Patient.national_id"]), "the fix");
    for (const path of [base, "config/settings/local.py", "config/settings/test.py"]) {
      const text = project.read(path);
      project.write({ [path]: text.replaceAll(/^FIELD_ENCRYPTION_KEYS = .*$/gm, path === base ? line : "") });
    }
    return project;
  };
  for (const [what, line, error] of [
    ["os.environ[…]", 'import os; FIELD_ENCRYPTION_KEYS = [os.environ["FIELD_ENCRYPTION_KEYS"]]', "KeyError"],
    ["env(…) without a default", 'FIELD_ENCRYPTION_KEYS = [env("FIELD_ENCRYPTION_KEYS")]', "ImproperlyConfigured"],
  ] as const) {
    const project = naive(line);
    for (const cell of cellsOfCommands(project, "absent", layout.local, EVERY_DAY)) {
      const fails = cell.problem?.includes(error) && cell.problem.includes("Traceback");
      results.cell(
        `naive settings: ${cell.name} breaks on a clone with ${what}`,
        fails ? null : (cell.problem ?? "it worked"),
      );
    }
    const [collected] = cellsOfCommands(project, "absent", layout.production, ["collectstatic"]);
    results.cell(
      `naive settings: an image for production cannot be built with ${what}`,
      collected?.problem?.includes(error) ? null : (collected?.problem ?? "it worked"),
    );
  }
  const committed = naive(`FIELD_ENCRYPTION_KEYS = ["${KEY}"]`);
  const [deployed] = cellsOfCommands(committed, "absent", layout.production, ["check --deploy"]);
  results.cell("naive settings: nothing complains about a key in the repository", deployed?.problem ?? null);
  const fixed = projectOf(python, layout);
  mustSucceed(fixed.fix(["Patient.national_id"]), "the fix");
  const printed = fixed.run(["-c", "from django.conf import settings; print(settings.FIELD_ENCRYPTION_KEYS)"], {
    ...layout.production,
    FIELD_ENCRYPTION_KEYS: "",
  });
  results.cell(
    "the key of local runs never reaches production",
    printed.output.trim() === "[]" ? null : printed.output,
  );
}

function projectOf(python: string, layout: KeyLayout): DjangoProject {
  const project = new DjangoProject(python, {
    ...layout.files,
    "vault/models.py": MODELS,
    "vault/tests.py": TESTS,
  });
  if (!("config/settings.py" in layout.files)) rmSync(join(project.folder, "config/settings.py"));
  // Without migrations, tests make the tables from the models.
  rmSync(join(project.folder, "vault/migrations"), { recursive: true });
  return project;
}

function cellsOfCommands(
  project: DjangoProject,
  variable: string,
  run: Run,
  commands: readonly string[],
): readonly Cell[] {
  const outcome = project.run(["key_settings_cells.py", variable, ...commands], run);
  const cells = cellsOf(outcome);
  return cells.length === commands.length ? cells : commands.map((name) => ({ name, problem: outcome.output }));
}

function lacksKey({ problem: said }: Cell): string | null {
  if (said === null) return "it worked";
  const lacking = ["SystemCheckError", "FIELD_ENCRYPTION_KEYS is empty", "Fernet.generate_key"].filter(
    (part) => !said.includes(part),
  );
  if (said.includes("Traceback")) return said;
  return lacking.length === 0 ? null : `no “${lacking.join("”, no “")}” in ${said}`;
}
