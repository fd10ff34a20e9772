import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

/** A package that keeps earlier values, how a project lets it, and how it leaves a field out. */
interface Keeper {
  readonly distribution: string;
  readonly apps: readonly string[];
  /** At the top of the models, above the model, in its body, below it. */
  readonly imports?: string;
  readonly above?: string;
  readonly body?: string;
  readonly below?: string;
  readonly settings?: string;
  /** Replaces text of the models, or is added to the settings. */
  readonly leaveOut: readonly [found: string, put: string] | string | null;
}

const KEEPERS: Readonly<Record<string, Keeper>> = {
  "django-auditlog": {
    distribution: "django-auditlog==3.4.1",
    apps: ["auditlog"],
    imports: "from auditlog.registry import auditlog",
    below: "auditlog.register(Patient)",
    leaveOut: ["register(Patient)", 'register(Patient, exclude_fields=["ssn"])'],
  },
  "django-auditlog, of all models": {
    distribution: "django-auditlog==3.4.1",
    apps: ["auditlog"],
    settings: "AUDITLOG_INCLUDE_ALL_MODELS = True",
    leaveOut: 'AUDITLOG_EXCLUDE_TRACKING_FIELDS = ("ssn",)',
  },
  "django-easy-audit": {
    distribution: "django-easy-audit==1.3.9",
    apps: ["easyaudit"],
    leaveOut: 'DJANGO_EASY_AUDIT_UNREGISTERED_CLASSES_EXTRA = ["vault.Patient"]',
  },
  "django-reversion": {
    distribution: "django-reversion==6.4.0",
    apps: ["reversion"],
    imports: "import reversion",
    above: "@reversion.register()",
    leaveOut: ["register()", 'register(exclude=["ssn"])'],
  },
  "django-simple-history": {
    distribution: "django-simple-history==3.13.0",
    apps: ["simple_history"],
    imports: "from simple_history.models import HistoricalRecords",
    body: "history = HistoricalRecords()",
    leaveOut: null,
  },
};

/** Packages that keep earlier values of an encrypted field: what they hold in plain text is told, and can be made to go. */
export function histories(python: string, results: Results): void {
  for (const [name, keeper] of Object.entries(KEEPERS)) {
    const project = projectOf(python, keeper);
    project.migrate();
    results.script(`histories, ${name}: before`, project.run(["history_cells.py", "write"]));
    const { output } = project.fix(["Patient.ssn"]);
    project.migrate();

    if (keeper.leaveOut === null) {
      results.script(`histories, ${name}: after the fix`, project.run(["history_cells.py", "write", "gone"]));
      results.cell(`histories, ${name}: the fix says what becomes of it`, lacking(output, "is encrypted with them"));
      continue;
    }
    const advice = "writes each of its values into";
    results.cell(`histories, ${name}: the fix says what is kept`, lacking(output.replaceAll(/\s+/g, " "), advice));
    results.script(`histories, ${name}: after the fix alone`, project.run(["history_cells.py", "kept"]));
    results.cell(`histories, ${name}: a scan finds what is kept`, lacking(copiesIn(project).join(), advice));

    leaveOut(project, keeper.leaveOut);
    project.write({ "forget.py": remedyFor(keeper) });
    mustSucceed(project.run(["forget.py"]), "the remedy of the page");
    results.script(`histories, ${name}: after the remedy`, project.run(["history_cells.py", "write", "gone"]));
    results.cell(`histories, ${name}: a scan finds nothing any more`, copiesIn(project).join() || null);
  }
}

function projectOf(
  python: string,
  { distribution, apps, imports = "", above, body, below, settings = "" }: Keeper,
): DjangoProject {
  const lines = [
    imports,
    "from django.db import models",
    "",
    "",
    above,
    "class Patient(models.Model):",
    "    name = models.CharField(max_length=80)",
    "    # fieldguard: category=user.government_id",
    "    ssn = models.CharField(max_length=80)",
    body && `    ${body}`,
    "",
    "",
    below,
  ];
  const text = `${lines
    .filter((line) => line !== undefined)
    .join("\n")
    .trim()}\n`;
  return new DjangoProject(
    python,
    { "vault/models.py": text },
    {
      requirements: [distribution],
      settings: `INSTALLED_APPS += ${JSON.stringify([...apps, "django.contrib.sessions"])}\n${settings}\n`,
    },
  );
}

function leaveOut(project: DjangoProject, how: readonly [string, string] | string): void {
  const path = typeof how === "string" ? "config/settings.py" : "vault/models.py";
  const text = project.read(path);
  project.write({ [path]: typeof how === "string" ? `${text}${how}\n` : text.replace(...(how as [string, string])) });
}

/** What docs/protection.md says to run. */
function remedyFor({ apps }: Keeper): string {
  const page = readFileSync(fileURLToPath(new URL("../../../docs/protection.md", import.meta.url)), "utf8");
  const blocks = [...page.matchAll(/^ *```python\n([^]*?)^ *```$/gm)].map(([, code]) => dedent(code!));
  const code = blocks.find((block) => block.includes(`from ${apps[0]!}`));
  if (code === undefined) throw new Error(`docs/protection.md has nothing for ${apps[0]!}`);
  return `from harness import *\nfrom vault.models import Patient\n\n${code}\n`;
}

function copiesIn(project: DjangoProject): readonly string[] {
  const { output } = project.fieldguard("scan", ".", "--format", "json");
  const { findings } = JSON.parse(output) as { findings: { rule: string; message: string }[] };
  return findings.filter(({ rule }) => rule === "storage/plaintext-copy").map(({ message }) => message);
}

function lacking(text: string, part: string): string | null {
  return text.includes(part) ? null : `“${part}” is missing in: ${text}`;
}
