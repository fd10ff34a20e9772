/**
 * `npm run package`: the extension (VSIX) and the command line (npm) into `packages/`, what is in them checked against
 * the lists in `packaging/`, and all sizes against their budgets.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import manifest from "../package.json" with { type: "json" };
import { budgetProblems, sizes, sizeTable } from "./packaging/budgets.ts";
import { expectedFiles, listProblems } from "./packaging/fileList.ts";
import { makeStage } from "./packaging/stage.ts";
import { zipEntries } from "./packaging/zip.ts";

const ROOT = resolve(import.meta.dirname, "..");
const OUT = join(ROOT, "packages");
const REPOSITORY_ONLY = ["scripts", "devDependencies", "dependencies", "allowScripts"];
const COMMAND_LINE = ["name", "version", "description", "license", "homepage", "keywords", "type", "engines", "bin"];
/** Names that the packer gives to files of ours. */
const RENAMED: Readonly<Record<string, string>> = {
  "extension/readme.md": "README.md",
  "extension/changelog.md": "CHANGELOG.md",
  "extension/LICENSE.txt": "LICENSE",
};

// The same files make the same package, to the byte.
process.env.SOURCE_DATE_EPOCH ??= "315532800";
execFileSync(process.execPath, ["scripts/build.ts"], { cwd: ROOT, stdio: "inherit" });
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
const problems = [...(await packExtension()), ...packCommandLine()];
const known = sizes(ROOT);
console.log(`\n${sizeTable(known)}`);
problems.push(...budgetProblems(ROOT, known));
for (const problem of problems) console.error(`FAILED: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

async function packExtension(): Promise<string[]> {
  const stage = join(OUT, "vsix");
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  makeStage({ root: ROOT, folder: stage, files, keep: (key) => key !== "bin" && !REPOSITORY_ONLY.includes(key) });
  const packagePath = join(OUT, `fieldguard-${manifest.version}.vsix`);
  await createVSIX({
    cwd: stage,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const packed = zipEntries(packagePath)
    .filter((name) => name.startsWith("extension/"))
    .map((name) => RENAMED[name] ?? name.slice("extension/".length));
  return check("vsix", packed);
}

function packCommandLine(): string[] {
  const stage = join(OUT, "npm");
  makeStage({
    root: ROOT,
    folder: stage,
    files: npmPack(["--dry-run"], ROOT),
    keep: (key) => COMMAND_LINE.includes(key),
  });
  return check("npm", npmPack(["--pack-destination", OUT], stage));
}

function npmPack(options: readonly string[], cwd: string): readonly string[] {
  const args = ["pack", "--json", "--ignore-scripts", ...options];
  const output = execFileSync("npm", args, { cwd, encoding: "utf8", shell: process.platform === "win32" });
  // Newer versions of npm answer with an object, by name.
  const [result] = Object.values(JSON.parse(output) as Record<string, { files: { path: string }[] }>);
  return result!.files.map(({ path }) => path);
}

function check(name: string, packed: readonly string[]): string[] {
  const { files, problems: missing } = expectedFiles(join(ROOT, `packaging/${name}.txt`), ROOT);
  return [...missing, ...listProblems(packed, files)].map((problem) => `${name}: ${problem}`);
}
