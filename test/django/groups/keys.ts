import { dedent } from "../../support/fixture.ts";
import { DjangoProject, KEY, mustSucceed, type Outcome } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
`)}\n`;

/** What becomes of a project whose environment does not know the new variable, or knows it wrong. */
export function keys(python: string, results: Results): void {
  const project = new DjangoProject(python, { "vault/models.py": MODELS });
  mustSucceed(project.fix(["Patient.national_id"]), "the fix");
  mustSucceed(project.manage("makemigrations", "-v0"), "makemigrations");

  const check = (environment: string): Outcome =>
    project.run(["manage.py", "check"], { FIELD_ENCRYPTION_KEYS: environment });
  for (const [what, environment, said] of [
    ["missing", "", "FIELD_ENCRYPTION_KEYS is empty"],
    ["malformed", "not-a-key", "FIELD_ENCRYPTION_KEYS[0] is not a Fernet key"],
  ] as const) {
    results.attempt(`keys: a ${what} key is a system check error that says how to make one`, () => {
      const { code, output } = check(environment);
      if (code === 0) throw new Error("check passed");
      for (const part of ["SystemCheckError", said, "Fernet.generate_key", "encrypted_fields.E001"]) {
        if (!output.includes(part)) throw new Error(`no “${part}” in ${output}`);
      }
      if (output.includes("Traceback")) throw new Error(output);
    });
  }
  results.attempt("keys: settings and models can be imported without a key", () => {
    const script = "import django; django.setup(); import vault.models; print('imported')";
    const environment = { FIELD_ENCRYPTION_KEYS: "", DJANGO_SETTINGS_MODULE: "config.settings" };
    mustSucceed(project.run(["-c", script], environment), "the import");
  });
  results.attempt("keys: the command that the error prints makes a key that works", () => {
    const command = /python -c "([^"]+)"/.exec(check("").output)?.[1];
    if (command === undefined) throw new Error("there is no command in the error");
    const made = project.run(["-c", command]).output.trim();
    mustSucceed(check(made), `check with ${made.length} characters`);
    mustSucceed(check(`${made},MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=`), "check with two keys");
  });
  results.attempt("keys: nothing that the fix wrote holds a key", () => {
    for (const path of ["config/settings.py", "config/encrypted_fields/keys.py", "vault/models.py"]) {
      if (/["'][A-Za-z0-9_-]{43}=["']/.test(project.read(path))) throw new Error(path);
    }
  });
  results.attempt("keys: a second run of the fix is refused and changes nothing", () => {
    const before = project.read("vault/models.py");
    const { code, output } = project.fix(["Patient.national_id"]);
    if (code !== 2 || !output.includes("encrypted already")) throw new Error(`${code}: ${output}`);
    if (project.read("vault/models.py") !== before) throw new Error("the file changed");
  });
  movedKey(python, results);
  replacedSecretKey(python, results);
}

const ENCRYPTED_MODELS = `${dedent(`
  from django.db import models
  from secured_fields import EncryptedCharField


  class Patient(models.Model):
      national_id = EncryptedCharField(max_length=18)
`)}\n`;

/** A key that is written down is moved, and reads what was stored before. */
function movedKey(python: string, results: Results): void {
  const project = new DjangoProject(
    python,
    { "vault/models.py": ENCRYPTED_MODELS, ".gitignore": ".env\n" },
    { requirements: ["django-secured-fields==0.5.2"], settings: `SECURED_FIELDS_KEY = "${KEY}"\n` },
  );
  project.migrate();
  const script = (source: string, environment: Readonly<Record<string, string>> = {}): Outcome =>
    project.run(["-c", `import harness; from vault.models import Patient; ${source}`], environment);
  mustSucceed(script("Patient.objects.create(national_id='943 476 5919')"), "writing a row");
  const read = "print(Patient.objects.get().national_id)";
  const anotherKey = "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhlcm90aGVyb3Q=";
  results.attempt("naive key: another one in its place reads nothing of what is stored", () => {
    const settings = project.read("config/settings.py");
    project.write({ "config/settings.py": settings.replace(KEY, anotherKey) });
    const { output } = script(read);
    project.write({ "config/settings.py": settings });
    if (output.includes("943")) throw new Error(output);
  });
  results.attempt("moved key: it goes to the one file that git leaves alone, and is printed nowhere", () => {
    const fix = ["fix", "--select", "SECURED_FIELDS_KEY", "--fix", "move-key"];
    for (const outcome of [project.fieldguard(...fix, "."), project.fieldguard(...fix, "--write", ".")]) {
      mustSucceed(outcome, "the fix");
      if (outcome.output.includes(KEY)) throw new Error("the key was printed");
    }
    if (project.read("config/settings.py").includes(KEY)) throw new Error("the settings have it still");
    if (project.read(".env") !== `SECURED_FIELDS_KEY=${KEY}\n`) throw new Error("the key is lost");
  });
  results.attempt("moved key: what was stored before is read with it", () => {
    const { code, output } = script(read, { SECURED_FIELDS_KEY: KEY });
    if (code !== 0 || output.trim() !== "943 476 5919") throw new Error(output);
  });
  results.attempt("moved key: without it nothing starts, so that nothing is written under another one", () => {
    const { code, output } = script(read);
    if (code === 0 || !output.includes("KeyError: 'SECURED_FIELDS_KEY'")) throw new Error(output);
  });
  results.attempt("moved key: there is nothing left to find", () => {
    const { output } = project.fieldguard("scan", "--quiet", "--fail-on", "never", ".");
    if (output.includes("keys/")) throw new Error(output);
  });
}

/** A new `SECRET_KEY` where fields hang on it, which Django itself takes well. */
function replacedSecretKey(python: string, results: Results): void {
  const models = ENCRYPTED_MODELS.replace(
    "from secured_fields import EncryptedCharField",
    "from django_cryptography.fields import encrypt",
  ).replace("EncryptedCharField(max_length=18)", "encrypt(models.CharField(max_length=18))");
  const project = new DjangoProject(
    python,
    { "vault/models.py": models },
    { requirements: ["django-cryptography-django5==2.2"] },
  );
  project.migrate();
  const read = (): Outcome => project.run(["-c", READ]);
  const write = READ.replace(
    "print(Patient.objects.get().national_id)",
    "Patient.objects.create(national_id='943 476 5919')",
  );
  mustSucceed(project.run(["-c", write]), "writing a row");
  const settings = project.read("config/settings.py");
  const replaced = settings.replace(
    'SECRET_KEY = "for-tests-only"',
    'SECRET_KEY = "another-for-tests"\nSECRET_KEY_FALLBACKS = ["for-tests-only"]',
  );
  const found = (): string => project.fieldguard("scan", "--quiet", "--fail-on", "never", ".").output;
  const isError = (output: string): boolean =>
    /error .*keys\/secret-key-rotated|keys\/secret-key-rotated.* error/.test(output);
  results.attempt("naive secret: with a new SECRET_KEY nothing can be read that hangs on the old one", () => {
    if (read().output.trim() !== "943 476 5919" || replaced === settings) throw new Error(read().output);
    project.write({ "config/settings.py": replaced });
    const { code, output } = read();
    if (code === 0 || !output.includes("BadSignature")) throw new Error(output);
  });
  results.attempt("a new SECRET_KEY where fields hang on it is an error of its own", () => {
    if (!isError(found())) throw new Error(found());
  });
  results.attempt("a new SECRET_KEY: a key of the fields' own is no help to this package, and the error stays", () => {
    project.write({ "config/settings.py": `${replaced}import os\nCRYPTOGRAPHY_KEY = os.environ["FIELD_KEY"]\n` });
    const { output } = project.run(["-c", READ], { FIELD_KEY: "for-tests-only" });
    if (!output.includes("BadSignature")) throw new Error(output);
    if (!isError(found())) throw new Error(found());
  });
}

const READ = "import harness; from vault.models import Patient; print(Patient.objects.get().national_id)";
