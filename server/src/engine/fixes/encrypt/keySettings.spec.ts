import { describe, expect, it } from "vitest";
import { applyPlan } from "../../../../../test/support/fixes.ts";
import { readProject } from "../../project/readProject.ts";
import { hasKeySettings, keySettingsStep } from "./keySettings.ts";

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';

function after(settings: string): string {
  const files = new Map([
    ["manage.py", MANAGE],
    ["config/settings.py", settings],
  ]);
  const { step } = keySettingsStep(readProject(files));
  return step ? applyPlan(files, { id: "", title: "", steps: [step], notes: [] }).get("config/settings.py")! : settings;
}

const PLAINTEXT =
  "# Lets rows from before the encryption be read. Remove it when all of them were saved again.\nFIELD_ENCRYPTION_READ_PLAINTEXT = True";
const COMMENT = "# Keys of the encrypted model fields, the newest first, separated by commas.";
const ENVIRONMENT =
  'FIELD_ENCRYPTION_KEYS = [key for key in os.environ.get("FIELD_ENCRYPTION_KEYS", "").split(",") if key]';

describe("keySettingsStep", () => {
  it("reads the keys from the environment, beside Django's own secret", () => {
    expect(after('import os\n\nSECRET_KEY = os.environ["KEY"]  # secret\n\nDEBUG = False\n')).toBe(
      `import os\n\nSECRET_KEY = os.environ["KEY"]  # secret\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n\nDEBUG = False\n`,
    );
  });

  it("imports what it uses, and goes to the end of a file without a secret", () => {
    expect(after("from pathlib import Path\n\nX = 1")).toBe(
      `import os\nfrom pathlib import Path\n\nX = 1\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n`,
    );
    expect(after("")).toBe(`import os\n\n${COMMENT}\n${ENVIRONMENT}\n${PLAINTEXT}\n`);
  });

  it("reads them as the file reads its other values", () => {
    expect(after('import environ\n\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\n')).toBe(
      `import environ\n\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\n\n${COMMENT}\nFIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])\n${PLAINTEXT}\n`,
    );
    expect(after('from decouple import config\n\nSECRET_KEY = config("SECRET_KEY")\n')).toContain(
      'FIELD_ENCRYPTION_KEYS = [key for key in config("FIELD_ENCRYPTION_KEYS", default="").split(",") if key]\n',
    );
    // Not Django's `env`, or made too late.
    expect(after('from mine import Env\n\nenv = Env()\nSECRET_KEY = ""\n')).toContain(ENVIRONMENT);
    expect(after('import environ\n\nSECRET_KEY = ""\nenv = environ.Env()\n')).toContain(ENVIRONMENT);
  });

  it("keeps CRLF", () => {
    expect(after('import os\r\nSECRET_KEY = ""\r\n').replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("adds only what is missing", () => {
    const done = after("import os\n");
    expect(after(done)).toBe(done);
    // The first field's rows are long encrypted; those of the next field are not.
    expect(after(done.replace(PLAINTEXT, ""))).toContain(`${ENVIRONMENT}\n\n${PLAINTEXT}`);
    expect(after(done.replace(PLAINTEXT, "")).split("FIELD_ENCRYPTION_KEYS =")).toHaveLength(2);
  });

  it("leaves classes of settings to a person: behind them, nothing counts", () => {
    const project = readProject(
      new Map([
        [
          "manage.py",
          'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "settings"\nos.environ["DJANGO_CONFIGURATION"] = "Production"\n',
        ],
        ["settings.py", 'class Production(Configuration):\n    SECRET_KEY = ""\n'],
      ]),
    );
    const { step, notes } = keySettingsStep(project);
    expect(step).toBeNull();
    expect(notes[0]).toMatch(/^Add to the class of settings that the others inherit from: `FIELD_ENCRYPTION_KEYS = /);
    expect(hasKeySettings(project)).toBe(true);
  });

  it("says what to add where the settings are not known", () => {
    const { step, notes } = keySettingsStep(readProject(new Map()));
    expect(step).toBeNull();
    expect(notes[0]).toContain(ENVIRONMENT);
    expect(hasKeySettings(readProject(new Map()))).toBe(true);
  });
});
