import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { activeEnvironment, environmentOf } from "./environments.ts";

let top: string;
let folder: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "fieldguard-environments-"));
  folder = join(top, "project");
  for (const path of ["project/.venv/bin", "outside/Scripts", "conda/Lib"])
    mkdirSync(join(top, path), { recursive: true });
  writeFileSync(join(top, "outside", "Scripts", "python.exe"), "");
  writeFileSync(join(top, "conda", "python.exe"), "");
  symlinkSync(join(top, "outside", "Scripts", "python.exe"), join(folder, ".venv", "bin", "python"));
});

afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

describe("the environment of an interpreter", () => {
  it("is the folder that it lies in, wherever the interpreter itself is a link to", () => {
    for (const path of [".venv/bin/python", "${workspaceFolder}/.venv/bin/python3", join(folder, ".venv"), ".venv/bin"])
      expect(environmentOf(folder, path, false), path).toBe(join(folder, ".venv"));
  });

  it("may lie elsewhere only where that is trusted", () => {
    const outside = join(top, "outside", "Scripts", "python.exe");
    expect(environmentOf(folder, outside, true)).toBe(join(top, "outside"));
    expect(environmentOf(folder, join(top, "conda", "python.exe"), true)).toBe(join(top, "conda"));
    expect(environmentOf(folder, outside, false)).toBeNull();
    expect(environmentOf(folder, "../outside/Scripts/python.exe", false)).toBeNull();
    symlinkSync(join(top, "outside"), join(folder, "linked"));
    expect(environmentOf(folder, "linked/Scripts/python.exe", false)).toBeNull();
    // The folder itself is none: all that lies in it would be.
    expect(environmentOf(folder, "./manage.py", false)).toBeNull();
  });

  it("is found behind a link in the folder, where that is trusted", () => {
    mkdirSync(join(top, "shared", "bin"), { recursive: true });
    symlinkSync(join(top, "shared"), join(folder, "venv"));
    expect(environmentOf(folder, "./venv/bin/python", true)).toBe(join(folder, "venv"));
    expect(environmentOf(folder, "./venv/bin/python", false)).toBeNull();
    expect(environmentOf(folder, "./env/bin/python", true)).toBeNull();
  });

  it("may lie in a folder of any name", () => {
    const named = join(top, "a$$b");
    mkdirSync(join(named, ".venv", "bin"), { recursive: true });
    expect(environmentOf(named, "${workspaceFolder}/.venv/bin/python", false)).toBe(join(named, ".venv"));
  });

  it("is none of a command, of another variable, and of what is not there", () => {
    for (const path of ["python", "python3.12", "", "${env:HOME}/x/bin/python", "gone/bin/python"])
      expect(environmentOf(folder, path, true), path).toBeNull();
  });
});

it("the active environment is the one that a shell names, if it is there", () => {
  expect(activeEnvironment({ VIRTUAL_ENV: join(folder, ".venv") })).toBe(join(folder, ".venv"));
  const CONDA_PREFIX = join(top, "conda");
  expect(activeEnvironment({ CONDA_PREFIX })).toBe(CONDA_PREFIX);
  expect(activeEnvironment({ VIRTUAL_ENV: join(folder, ".venv"), CONDA_PREFIX })).toBe(join(folder, ".venv"));
  expect(activeEnvironment({ VIRTUAL_ENV: join(top, "gone"), CONDA_PREFIX })).toBe(CONDA_PREFIX);
  for (const VIRTUAL_ENV of [join(top, "gone"), ".venv", "", undefined])
    expect(activeEnvironment(VIRTUAL_ENV === undefined ? {} : { VIRTUAL_ENV })).toBeNull();
});
