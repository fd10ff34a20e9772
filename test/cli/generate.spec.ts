import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldguard, project, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const AUDIT = ["generate", "audit"];

function django(): string {
  const root = project(SMALL_PROJECT);
  write(root, "manage.py", 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\n');
  write(root, "site1/settings.py", 'INSTALLED_APPS = ["shop"]\nMIDDLEWARE = []\n');
  return root;
}

describe("generate audit", () => {
  it("shows the app and the settings as a diff, and writes nothing", () => {
    const root = django();
    const { code, out, err } = fieldguard([...AUDIT, root]);
    expect(code).toBe(0);
    expect(out).toContain("+++ b/site1/access_audit/reads.py\n");
    expect(out).toContain('+    "shop.Customer": ["national_id"],\n');
    expect(err).toMatch(/^note: Run `manage\.py migrate access_audit`/);
    expect(existsSync(join(root, "site1/access_audit"))).toBe(false);
  });

  it("writes it once; a second time there is nothing to do, and nothing worse than a hint is found in it", () => {
    const root = django();
    expect(fieldguard([...AUDIT, "--write"], { cwd: root }).out).toContain("created site1/access_audit/audited.py\n");
    expect(readFileSync(join(root, "site1/settings.py"), "utf8")).toContain("LOGGING = with_access_audit({})");
    expect(fieldguard([...AUDIT, "--write"], { cwd: root })).toEqual({ code: 0, out: "", err: "" });
    const { findings } = scanJson([], { cwd: root });
    const ofApp = findings.filter(({ path }) => path.startsWith("site1/access_audit"));
    // That addresses of people are kept is said of them as of any.
    expect(ofApp.map(({ field, severity }) => `${field}: ${severity}`)).toEqual(["AccessEvent.address: hint"]);
  });

  it.each([
    [[], /say what to generate: audit/],
    [["magic"], /say what to generate: audit/],
    [["audit"], /there is no manage\.py/],
    [["audit", "shop/models.py"], /give one folder/],
  ])("refuses %j", (args, message) => {
    const { code, err } = fieldguard(["generate", ...args], { cwd: project(SMALL_PROJECT) });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
