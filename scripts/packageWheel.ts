/**
 * `npm run package:wheel`: the command line as a Python package that brings its own Node.js, into `packages/`. Needs
 * `python3` with pip; the build backend is the only thing that is fetched.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { budgetProblems, sizes, sizeTable } from "./packaging/budgets.ts";
import { expectedFiles, listProblems } from "./packaging/fileList.ts";
import { packedReadme } from "./packaging/stage.ts";
import { zipEntries } from "./packaging/zip.ts";

const ROOT = resolve(import.meta.dirname, "..");
const OUT = join(ROOT, "packages");
const STAGE = join(OUT, "wheel");

// The same files make the same wheel, to the byte.
process.env.SOURCE_DATE_EPOCH ??= "315532800";
if (!existsSync(join(ROOT, "dist/cli.js"))) {
  execFileSync(process.execPath, ["scripts/build.ts"], { cwd: ROOT, stdio: "inherit" });
}
mkdirSync(OUT, { recursive: true });
rmSync(STAGE, { recursive: true, force: true });
cpSync(join(ROOT, "packaging/python"), STAGE, {
  recursive: true,
  filter: (source) => !source.endsWith("__pycache__"),
});
for (const file of ["LICENSE", "NOTICES.md"]) cpSync(join(ROOT, file), join(STAGE, file));
for (const file of [
  "cli.js",
  "databases.cjs",
  "generatedPython.json",
  "package.json",
  "phrases.json",
  "server.cjs",
  "sql-wasm.wasm",
  "thirdPartyModels.json",
  "valueDetectors.cjs",
]) {
  cpSync(join(ROOT, "dist", file), join(STAGE, "fieldguard/dist", file));
}
writeFileSync(join(STAGE, "README.md"), packedReadme(readFileSync(join(ROOT, "README.md"), "utf8"), []));
appendFileSync(join(STAGE, "fieldguard/__init__.py"), `\n__version__ = "${manifest.version}"\n`);

const python = process.env.PYTHON ?? "python3";
execFileSync(python, ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", OUT, STAGE], { stdio: "inherit" });

const wheel = join(OUT, `fieldguard-${manifest.version}-py3-none-any.whl`);
const information = `fieldguard-${manifest.version}.dist-info/`;
const entries = zipEntries(wheel);
const packed = entries
  .filter((name) => !/dist-info\/(METADATA|RECORD|WHEEL|entry_points\.txt)$/.test(name))
  .map((name) => name.replace(`${information}licenses/`, ""));
const { files, problems } = expectedFiles(join(ROOT, "packaging/wheel.txt"), STAGE);
const known = sizes(ROOT).filter(({ file }) => file.startsWith("packages/"));
const all = [...problems, ...listProblems(packed, files), ...budgetProblems(ROOT, sizes(ROOT))];
console.log(sizeTable(known));
for (const problem of all) console.error(`FAILED: wheel: ${problem}`);
process.exitCode = all.length > 0 ? 1 : 0;
