import { describe, expect, it } from "vitest";
import { applyPlan, settingFixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { isRefusal, type SettingFixContext } from "../model.ts";
import { moveKey } from "./moveKey.ts";
import { quoted, secretIn } from "./secretsLine.ts";

const KEY = "a-key-that-nobody-may-see";

function context(settings: string, more = "", setting = "FERNET_KEYS"): SettingFixContext {
  const { files } = parseFixture(`
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- .gitignore
    .env
    //- config/settings.py
    INSTALLED_APPS = ["shop"]
    ${settings}
    ${more}
    //- shop/models.py
    from django.db import models
    from fernet_fields import EncryptedCharField

    class Customer(models.Model):
        name = EncryptedCharField(max_length=50)
  `);
  return settingFixContext(files, setting);
}

function because(given: SettingFixContext): string {
  const answer = moveKey.offer(given);
  expect(moveKey.plan(given) === null).toBe(isRefusal(answer));
  return isRefusal(answer) ? answer.because : "offered";
}

describe("move-key", () => {
  it("says nothing of the key but in the settings and in the file that keeps it", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]`, "//- .env.example\n    SECRET_KEY=");
    const offer = moveKey.offer(given);
    const plan = moveKey.plan(given)!;
    expect(JSON.stringify([offer, plan.title, plan.notes, plan.steps.map(({ label }) => label)])).not.toContain(KEY);
    expect(plan.holdsSecret).toBe(true);
    const after = applyPlan(given.project.texts, plan);
    const holders = [...after].filter(([, text]) => text.includes(KEY)).map(([path]) => path);
    expect(holders).toEqual([".env"]);
    expect(plan.notes.join("\n")).toMatch(/Before you deploy: .*\n.*stays in the history.*behind the old ones/s);
  });

  it("moves a key only where it has a place to go to", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]`);
    const file = given.secretsFile!;
    expect(because(given)).toBe("offered");
    expect(because({ ...given, secretsFile: null })).toContain("cannot be read");
    expect(because({ ...given, secretsFile: { ...file, isIgnored: false } })).toContain("is not ignored by git");
    expect(because({ ...given, secretsFile: { ...file, text: "FERNET_KEYS=other\n" } })).toContain(
      "gives another value",
    );
  });

  it("leaves a key alone that is there already", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]`, `//- .env\n    export FERNET_KEYS='${KEY}'`);
    expect(moveKey.plan(given)!.steps.map(({ label }) => label)).toEqual(["Settings"]);
  });

  it("does not touch what it does not understand", () => {
    for (const settings of [
      'FERNET_KEYS = ["one", os.environ["KEY"]]',
      'FERNET_KEYS = ["one"] + ["two"]',
      'FERNET_KEYS = ["one"  # the newest\n    ]',
      'FERNET_KEYS = ["one"]\n    FERNET_KEYS += ["two"]',
      'KEY = "one"\n    FERNET_KEYS = [KEY]',
    ])
      expect(because(context(settings)), settings).toContain("move it by hand");
    expect(because(context('FERNET_KEYS = ["one key"]'))).toContain("characters");
  });

  it("imports what reads the key ahead of it", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]\n    import os`);
    const after = applyPlan(given.project.texts, moveKey.plan(given)!).get("config/settings.py")!;
    expect(after).toMatch(/^import os\n\nINSTALLED_APPS = .*\nFERNET_KEYS = os\.environ/);
  });

  it("tells of the key where it stands once more", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]`, `    # was ${KEY}`);
    expect(moveKey.plan(given)!.notes.some((note) => note.includes("once more"))).toBe(true);
    expect(moveKey.plan(context(`FERNET_KEYS = ["${KEY}"]`))!.notes.some((note) => note.includes("once more"))).toBe(
      false,
    );
  });
});

describe("a line of .env", () => {
  it("is written as all readers understand it, or not at all", () => {
    expect(quoted("wvRUWW3yoEoGGMJTEyqeqEnpIbYsIMYBQvKM6nU3Tdw=")).toBe("wvRUWW3yoEoGGMJTEyqeqEnpIbYsIMYBQvKM6nU3Tdw=");
    expect(quoted("a#b c$d")).toBe("'a#b c$d'");
    for (const value of ["$HOME", "it's", "a\\b", "a\nb", " a", '"a"', "", "a`b"])
      expect(quoted(value), value).toBeNull();
  });

  it("is found however it is written", () => {
    expect(secretIn("A=1\nexport KEY = 'x'\n", "KEY")).toBe("x");
    expect(secretIn("KEYS=1\n#KEY=2\n", "KEY")).toBeNull();
  });
});
