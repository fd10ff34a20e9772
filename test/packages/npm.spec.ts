import { execFileSync } from "node:child_process";
import { globSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, checkLanguageServer, checkVerbs, PACKAGES, type Program, temporaryFolder, VERSION } from "./program.ts";

describe("the npm package", () => {
  const folder = temporaryFolder();
  const program: Program = [join(folder, "node_modules/.bin/fieldguard")];
  beforeAll(() => {
    const [tarball] = globSync("*.tgz", { cwd: PACKAGES });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const options = ["--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", ...options, resolve(PACKAGES, tarball!)], { cwd: folder });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("brings nothing with it", () => {
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["fieldguard"]);
  });

  it("is run by npx", () => {
    expect(call(["npx"], ["--no-install", "fieldguard", "--version"], folder).out).toMatch(VERSION);
  });

  it("runs every verb and serves an editor", async () => {
    checkVerbs(program);
    await checkLanguageServer(program);
  });
});
