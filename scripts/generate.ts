/**
 * Writes what is generated from the rules' own `meta` and the taxonomy: a page for each rule and the table of all, the
 * policy's JSON schema, grammars. Build first. `--check` writes nothing and fails when something is not up to date.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { KeyFacts } from "../server/src/engine/protection/keyFacts.d.yml.ts";
import type { RuleMeta } from "../server/src/engine/rules/rule.ts";
import { directiveGrammar, policyGrammar } from "./grammars.ts";
import { readKnowledge } from "./knowledge.ts";
import { policySchema } from "./policySchema.ts";
import { readVocabulary } from "./vocabulary.ts";

const NOTICE = "<!-- Generated from the rule's meta by scripts/generate.ts. Do not edit. -->";

const vocabulary = readVocabulary();
const pages = new Map<string, string>([
  ["docs/rules/README.md", table(vocabulary.rules)],
  ...vocabulary.rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, page(rule)]),
  ["docs/protection.md", withPackages(readFileSync("docs/protection.md", "utf8"))],
  ["schemas/policy.schema.json", json(policySchema(vocabulary))],
  ["syntaxes/directive.tmLanguage.json", json(directiveGrammar(vocabulary))],
  ["syntaxes/policy.tmLanguage.json", json(policyGrammar(vocabulary))],
]);

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function table(all: readonly RuleMeta[]): string {
  const rows = all.map(
    (rule) => `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${profileOf(rule)} | ${rule.since} |`,
  );
  const header = ["| Rule | Finds | Severity | Profile | Since |", "|---|---|---|---|---|"];
  return [NOTICE, "", "# Rules", "", ...header, ...rows, "", ...coverage(), ""].join("\n");
}

/** What can go wrong, and what finds it. */
function coverage(): readonly string[] {
  const { families } = readKnowledge("server/src/engine/rules/coverage.yml") as {
    readonly families: readonly {
      title: string;
      subjects: readonly { subject: string; rules?: readonly string[]; excuse?: string }[];
    }[];
  };
  const tables = families.map(({ title, subjects }) => {
    const rows = subjects.map(({ subject, rules, excuse = "" }) => {
      const found = rules?.map((id) => `[${id}](${id}.md)`).join(", ");
      return `| ${subject} | ${found ?? excuse} |`;
    });
    return [`## ${title}`, "", "| What can go wrong | Found by, or why not |", "|---|---|", ...rows].join("\n");
  });
  return [tables.join("\n\n")];
}

function profileOf({ profile = "recommended" }: RuleMeta): string {
  return profile;
}

/** A page that people write, with the table of packages in its place. */
function withPackages(text: string): string {
  const { packages } = readKnowledge("server/src/engine/protection/keyFacts.yml") as { packages: readonly KeyFacts[] };
  const rows = packages.map(({ provider, name, source, keyFrom, wrongKey, filter, rotation }) => {
    const mark = provider === undefined ? "" : " ✓";
    return `| [${name}](${source})${mark} | ${keyFrom} | ${wrongKey} | ${filter} | ${rotation} |`;
  });
  const table = [
    "| Package | The key is | A wrong key | `filter()` | To replace it |",
    "|---|---|---|---|---|",
    ...rows,
  ];
  return text.replace(/(<!-- packages: .* -->\n)[^]*?(<!-- to here -->)/, (_, start: string, end: string) =>
    [start, ...table.map((line) => `${line}\n`), "\n", end].join(""),
  );
}

function page(rule: RuleMeta): string {
  const fixes = rule.fixes.map((fix) => `\`${fix}\``).join(", ");
  return [
    NOTICE,
    "",
    `# ${rule.id}`,
    "",
    `${rule.title}. Severity at worst: ${rule.severity}. Profile: ${profileOf(rule)}. Since ${rule.since}.`,
    "",
    "## What it does",
    "",
    rule.what,
    "",
    "## Why it matters",
    "",
    rule.why,
    "",
    "## Example",
    "",
    ...code(rule.bad),
    "",
    "Better:",
    "",
    ...code(rule.good),
    "",
    "## Fixes",
    "",
    fixes === "" ? "None." : `${fixes}.`,
    "",
    "## To leave it alone",
    "",
    rule.id.startsWith("data/")
      ? "A path that the policy says is not sensitive (`paths`, with a reason) is left alone; so is a file with the comment below, where it can hold one."
      : "A comment above what is found, or behind it, with the reason:",
    "",
    ...code(`# fieldguard: ignore[${rule.id}] REASON`),
    "",
    "## References",
    "",
    // Deeper than a rule: how keys are made, kept and replaced.
    ...(isAboutKeys(rule) ? ["- [Keys of encrypted fields](../../protection.md)"] : []),
    ...rule.references.map(({ title, url }) => `- [${title}](${url})`),
    "",
  ].join("\n");
}

function isAboutKeys({ id, fixes }: RuleMeta): boolean {
  return id.startsWith("keys/") || fixes.includes("encrypt");
}

function code(source: string): readonly string[] {
  return ["```python", source, "```"];
}

const stale = [...pages].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
const left = globSync("docs/rules/**/*.md").filter((path) => !pages.has(path));
if (process.argv.includes("--check")) {
  for (const path of [...stale.map(([path]) => path), ...left]) console.error(`not up to date: ${path}`);
  if (stale.length + left.length > 0) {
    console.error("run `npm run generate`");
    process.exit(1);
  }
} else {
  for (const path of left) rmSync(path);
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
