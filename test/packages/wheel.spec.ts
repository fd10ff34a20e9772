import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, checkLanguageServer, checkVerbs, PACKAGES, temporaryFolder, VERSION } from "./program.ts";

describe("the wheel", () => {
  const folder = temporaryFolder();
  const bin = join(folder, "venv", process.platform === "win32" ? "Scripts" : "bin");
  const build = (): string => {
    execFileSync(process.execPath, ["scripts/packageWheel.ts"], { stdio: "ignore" });
    return createHash("sha256").update(readFileSync(wheel())).digest("hex");
  };
  const wheel = (): string => join(PACKAGES, globSync("*.whl", { cwd: PACKAGES })[0]!);
  let hash = "";
  beforeAll(() => {
    hash = build();
    execFileSync("python3", ["-m", "venv", join(folder, "venv")]);
    execFileSync(join(bin, "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel()]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is the same to the byte when it is built again", () => {
    expect(build()).toBe(hash);
  });

  it("installs a command that runs every verb and serves an editor", async () => {
    checkVerbs([join(bin, "fieldguard")]);
    await checkLanguageServer([join(bin, "fieldguard")]);
  });

  it("runs as a module, and tells its version to Python", () => {
    expect(call([join(bin, "python")], ["-m", "fieldguard", "--version"], folder).out).toMatch(VERSION);
    const version = "import importlib.metadata as m, fieldguard; print(m.version('fieldguard'), fieldguard.__version__)";
    const { out } = call([join(bin, "python")], ["-c", version], folder);
    expect(new Set(out.trim().split(" ")).size).toBe(1);
  });

  it("does not need Node on the path", () => {
    const env = { PATH: "" };
    expect(execFileSync(join(bin, "fieldguard"), ["--version"], { env, encoding: "utf8" })).toMatch(VERSION);
  });
});
