/** Editors beside VS Code, with the configuration that the documentation gives. Ends with `N passed, N failed`. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { temporaryCopy, temporaryFolder } from "../editor/temporaryFolder.ts";
import { installDebianPackage, mayInstallDebianPackages } from "../support/debianPackage.ts";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const LIMIT = 60_000;

/** What `neovim.lua` saw. */
interface Outcome {
  readonly version: string;
  /** Names with a warning. */
  readonly marked: readonly string[];
  readonly offered: readonly string[];
  readonly text_after: string;
  readonly hover: string;
  readonly problem?: string;
}

const checks: Readonly<Record<string, (seen: Outcome) => void>> = {
  "diagnostics arrive": ({ marked }) => {
    for (const name of ["national_id", "iban"]) assert(marked.includes(name), marked.join());
    // In plain text as well, but harmless, or hints.
    for (const name of ["newsletter", "email"]) assert(!marked.includes(name), marked.join());
  },
  "actions are such that the editor can make them": ({ offered }) => {
    assert(offered.includes("Not sensitive here: reviewed, not sensitive"), offered.join("\n"));
    assert(
      offered.some((title) => /^Encrypt .*\(only the part in this file\)$/.test(title)),
      offered.join("\n"),
    );
    assert(!offered.some((title) => title.endsWith("…")), offered.join("\n"));
  },
  "an action changes the buffer": ({ text_after }) => {
    assert.match(text_after, /\n {4}# fieldguard: ignore reviewed, not sensitive\n {4}national_id = /);
  },
  "the hover says what the field holds": ({ hover }) => {
    assert.match(hover, /Customer\\?\.national\\?_id.* holds a national identification number/);
  },
};

if (!hasNeovim() && mayInstallDebianPackages()) installDebianPackage("neovim");
if (!hasNeovim()) {
  console.log("skipped: Neovim: install it, or let Debian's be installed with FIELDGUARD_TEST_INSTALL=1");
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const seen = runNeovim();
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    if (seen.problem !== undefined) throw new Error(seen.problem);
    check(seen);
    console.log(`  ok      Neovim ${seen.version}: ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAILED  Neovim ${seen.version}: ${name}\n${String(error)}`);
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
await exitWhenWritten(failed > 0 ? 1 : 0);

function hasNeovim(): boolean {
  return spawnSync("nvim", ["--version"]).status === 0;
}

function runNeovim(): Outcome {
  const home = temporaryFolder("neovim");
  const configuration = join(home, "fieldguard.lua");
  writeFileSync(configuration, documentedConfiguration("lua"));
  symlinkSync(join(ROOT, "dist/cli.js"), join(home, "fieldguard"));
  const outcome = join(home, "outcome.json");
  const models = join(temporaryCopy(join(ROOT, "test/fixtures/shop"), "shop"), "shop/models.py");

  const script = join(import.meta.dirname, "neovim.lua");
  const { status, signal, stderr } = spawnSync(
    "nvim",
    ["--headless", "--clean", "-u", configuration, "-c", `luafile ${script}`, models],
    {
      env: { ...process.env, HOME: home, PATH: [home, process.env.PATH].join(delimiter), FIELDGUARD_OUTCOME: outcome },
      encoding: "utf8",
      timeout: LIMIT,
    },
  );
  if (status !== 0) throw new Error(`nvim ended with ${status ?? signal ?? "nothing"}:\n${stderr}`);
  return JSON.parse(readFileSync(outcome, "utf8")) as Outcome;
}

/** The code block of that language in the documentation, so that what is written there is what is tested. */
function documentedConfiguration(language: string): string {
  const page = readFileSync(join(ROOT, "docs/editors.md"), "utf8");
  const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(page);
  assert(block, `docs/editors.md has no block of ${language}`);
  return block[1]!;
}
