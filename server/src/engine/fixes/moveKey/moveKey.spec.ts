import { describe, expect, it } from "vitest";
import { applyPlan, settingFixContext } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { isRefusal, type SettingFixContext } from "../model.ts";
import { moveKey } from "./moveKey.ts";
import { quoted, secretIn } from "./secretsLine.ts";

const KEY = "a-key-that-nobody-may-see";

function context(settings: string, more = "", setting = "FERNET_KEYS", fields = "fernet_fields"): SettingFixContext {
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
    from ${fields} import EncryptedCharField

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

  it("leaves alone what gets a prefix before the names of its variables", () => {
    const environs = `from environs import Env\n    env = Env()\n    `;
    const value = `FERNET_KEYS = ["${KEY}"]`;
    expect(because(context(`${environs}${value}`))).toBe("offered");
    expect(because(context(`${environs}with env.prefixed("APP_"):\n        ${value}`))).toContain("a prefix");
    expect(because(context(`${environs}with env.prefixed("DB_"):\n        X = env("X")\n    ${value}`))).toBe(
      "offered",
    );
    expect(because(context(`${environs.replace("Env()", 'Env(expand_vars=True, prefix="APP_")')}${value}`))).toContain(
      "a prefix",
    );
    expect(
      because(context(`import environ\n    env = environ.Env()\n    env.prefix = "APP_"\n    ${value}`)),
    ).toContain("a prefix");
    expect(because(context(`FERNET_KEYS = [b"${KEY}"]`))).toContain("as bytes");
  });

  it("imports what reads the key ahead of it", () => {
    const given = context(`FERNET_KEYS = ["${KEY}"]\n    import os`);
    const after = applyPlan(given.project.texts, moveKey.plan(given)!).get("config/settings.py")!;
    expect(after).toMatch(/^import os\n\nINSTALLED_APPS = .*\nFERNET_KEYS = os\.environ/);
  });

  it("takes out the default of what it knows to read the environment, and nothing else", () => {
    const settingsAfter = (settings: string): string => {
      const given = context(settings, "", "SECURED_FIELDS_KEY", "secured_fields");
      return applyPlan(given.project.texts, moveKey.plan(given)!).get("config/settings.py")!;
    };
    expect(settingsAfter(`import os as system\n    SECURED_FIELDS_KEY = system.getenv("K", "${KEY}")`)).toContain(
      'SECURED_FIELDS_KEY = system.environ["K"]',
    );
    expect(settingsAfter(`from os import environ as e\n    SECURED_FIELDS_KEY = e.get("K", "${KEY}")`)).toContain(
      'SECURED_FIELDS_KEY = e["K"]',
    );
    const bare = settingsAfter(`from os import getenv\n    SECURED_FIELDS_KEY = getenv("K", "${KEY}")`);
    expect(bare).toContain('SECURED_FIELDS_KEY = os.environ["K"]');
    expect(bare).toContain("import os\n");
    expect(
      settingsAfter(`import environ\n    env = environ.Env()\n    SECURED_FIELDS_KEY = env.str("K", "${KEY}")`),
    ).toContain('SECURED_FIELDS_KEY = env.str("K")');
    for (const settings of [
      `from decouple import config\n    SECURED_FIELDS_KEY = config(default="${KEY}", option="X")`,
      `import os\n    SECURED_FIELDS_KEY = os.getenv(default="${KEY}", key="X")`,
      `import os\n    SECURED_FIELDS_KEY = os.environ.setdefault("X", "${KEY}")`,
      `import os\n    SECURED_FIELDS_KEY = os.environ.pop("X", "${KEY}")`,
      `import os\n    SECURED_FIELDS_KEY = os.environ.get("MY-KEY", "${KEY}")`,
      `from tools import get_env\n    SECURED_FIELDS_KEY = get_env("X", "${KEY}")`,
    ]) {
      const answer = because(context(settings, "", "SECURED_FIELDS_KEY", "secured_fields"));
      expect(answer, settings).toContain("move it by hand");
      expect(answer).not.toContain(KEY);
    }
  });

  it("gives no key to another setting", () => {
    const own = `import os\n    SECURED_FIELDS_KEY = os.environ.get("X", "${KEY}")`;
    const beside = (more: string): string =>
      because(context(`${own}\n    ${more}`, "", "SECURED_FIELDS_KEY", "secured_fields"));
    expect(beside('OTHER = os.environ.get("X", "another")')).toContain("`OTHER` reads `X`, too");
    expect(beside('OTHERS = {"a": [os.environ["X"]]}')).toContain("`OTHERS` reads `X`, too");
    expect(beside('JWT = {"SIGNING_KEY": SECURED_FIELDS_KEY}')).toBe("offered");
    expect(because(context(`import os\n    FERNET_KEYS = ["${KEY}"]\n    A = os.getenv("FERNET_KEYS")`))).toContain(
      "`A` reads `FERNET_KEYS`, too",
    );
  });

  it("says how the file gets loaded unless the settings are known to load this one", () => {
    const loading = (loader: string): string =>
      moveKey.plan(context(`${loader}\n    FERNET_KEYS = ["${KEY}"]`))!.notes.join("\n");
    const env = "import environ\n    env = environ.Env()\n    ";
    for (const loader of ["import os", env]) expect(loading(loader)).toContain("Nothing in the settings loads");
    for (const loader of [
      `${env}env.read_env(os.path.join("x", ".envs/.django"))`,
      `${env}env.read_env()`,
      `${env}if READ:\n        env.read_env(BASE / ".env")`,
      'from decouple import Config, RepositoryEnv\n    config = Config(RepositoryEnv("x"))',
    ])
      expect(loading(loader), loader).toContain("Make sure that the settings load `.env`");
    for (const loader of [
      `${env}env.read_env(os.path.join(BASE, ".env"))`,
      `${env}environ.Env.read_env(str(BASE / ".env"))`,
      "from dotenv import load_dotenv\n    load_dotenv()",
      "from decouple import config",
    ])
      expect(loading(loader), loader).not.toContain("set -a");
  });

  it("says how to see that git does not track the file", () => {
    expect(moveKey.plan(context(`FERNET_KEYS = ["${KEY}"]`))!.notes.join("\n")).toContain(
      "`git ls-files --error-unmatch .env`",
    );
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
    expect(quoted("~root/abcdef")).toBe("'~root/abcdef'");
    expect(quoted("one,two")).toBe("'one,two'");
    for (const value of ["$HOME", "it's", "a\\b", "a\nb", " a", '"a"', "", "a`b"])
      expect(quoted(value), value).toBeNull();
  });

  it("is found however it is written", () => {
    expect(secretIn("A=1\nexport KEY = 'x'\n", "KEY")).toBe("x");
    expect(secretIn("KEYS=1\n#KEY=2\n", "KEY")).toBeNull();
  });
});
