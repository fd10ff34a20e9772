import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { languageOf } from "./engine/languages/registry.ts";
import { isProjectFile } from "./engine/project/readProject.ts";
import { PROJECT_FILES } from "./protocol.ts";
import { POLICY_PATHS } from "./workspace/policyFile.ts";

describe("PROJECT_FILES", () => {
  const isSynchronised = picomatch(PROJECT_FILES);

  it.each([
    ...POLICY_PATHS,
    "gdpr.yml",
    "docs/gdpr.yml",
    "pyproject.toml",
    "backend/Pipfile",
    "setup.cfg",
    "pytest.ini",
    "backend/tox.ini",
    "environment.yml",
    "constraints-dev.txt",
    "requirements.txt",
    "requirements.in",
    "requirements-dev.txt",
    "api/requirements_test.in",
    "requirements/base.txt",
    "api/requirements/production.in",
  ])("has what the server reads of a project: %s", (path) => {
    expect(POLICY_PATHS.includes(path) || isProjectFile(path)).toBe(true);
    expect(languageOf(path)).toBeUndefined();
    expect(isSynchronised(path)).toBe(true);
  });

  it.each(["notes.txt", "package-lock.json", "docs/setup.py.txt", "other.yml", "requirements/notes/a.txt"])(
    "has nothing else: %s",
    (path) => {
      expect(isProjectFile(path)).toBe(false);
      expect(isSynchronised(path)).toBe(false);
    },
  );

  it.each(["poetry.lock", "backend/uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"])(
    "leaves to the disk what only tools write: %s",
    (path) => {
      expect(isProjectFile(path)).toBe(true);
      expect(isSynchronised(path)).toBe(false);
    },
  );
});
