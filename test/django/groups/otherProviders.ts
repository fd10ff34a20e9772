import { fileURLToPath } from "node:url";
import { readKnowledge } from "../../../scripts/knowledge.ts";
import type { KeyFacts } from "../../../server/src/engine/protection/keyFacts.d.yml.ts";
import { DjangoProject, KEY, mustSucceed } from "../djangoProject.ts";
import { type FieldType, fieldTypes, modelsOf, policyOf, samplesOf, selectorsOf } from "../fieldTypes.ts";
import type { Results } from "../results.ts";

/** Projects that use a package already keep it, with its known defects told or kept away. */
export function otherProviders(python: string, results: Results): void {
  djangoFernetEncryptedFields(python, results);
  djangoSecuredFields(python, results);
  djangoCryptography(python, results);
  djangoTinkFields(python, results);
}

function djangoFernetEncryptedFields(python: string, results: Results): void {
  const group = "django-fernet-encrypted-fields";
  const types = typesNamed("CharField", "TextField", "EmailField", "DateField").map((item) => ({
    ...item,
    // An empty text becomes null with this package, which the fix tells.
    values: item.values.filter((value) => value !== '""') as unknown as FieldType["values"],
  }));
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types), "fieldguard.yml": policyOf(types) },
    { requirements: ["django-fernet-encrypted-fields==0.4.0"], settings: keySetting("SALT_KEY", "salt") },
  );
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  mustSucceed(project.fix(selectorsOf(types)), "the fix");
  results.attempt(`${group}: the project keeps its package`, () => {
    const models = project.read("vault/models.py");
    if (!models.includes("from encrypted_fields.fields import")) throw new Error(models);
  });
  project.migrate();
  results.script(group, project.run(["cells.py", "after", "old_rows", "saved_again", "round_trip", "bulk"]));
  provedFacts(project, group, "another salt", results);
}

function djangoSecuredFields(python: string, results: Results): void {
  const group = "django-secured-fields";
  const types = typesNamed("CharField", "TextField", "DateField", "DecimalField", "IntegerField", "JSONField");
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types), "fieldguard.yml": policyOf(types) },
    { requirements: ["django-secured-fields==0.5.2"], settings: keySetting("SECURED_FIELDS_KEY", KEY) },
  );
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  mustSucceed(project.fix(selectorsOf(types)), "the fix");
  results.attempt(`${group}: the project keeps its package`, () => {
    const models = project.read("vault/models.py");
    if (!models.includes("from secured_fields import")) throw new Error(models);
  });
  project.migrate();
  results.script(
    group,
    project.run(["cells.py", "after", "old_rows", "saved_again", "round_trip", "validated", "bulk"]),
  );
  provedFacts(project, group, OTHER_KEY, results);
}

function djangoTinkFields(python: string, results: Results): void {
  const group = "django-tink-fields";
  const types = typesNamed(
    "BooleanField",
    "CharField",
    "DateField",
    "DateTimeField",
    "DecimalField",
    "EmailField",
    "FloatField",
    "IntegerField",
    "JSONField",
    "PositiveIntegerField",
    "SlugField",
    "TextField",
    "URLField",
    "UUIDField",
  );
  const project = new DjangoProject(
    python,
    {
      "vault/models.py": modelsOf(types),
      "samples.py": samplesOf(types),
      "fieldguard.yml": policyOf(types),
      "make_keyset.py": MAKE_KEYSET,
    },
    {
      requirements: ["django-tink-fields==0.5.0"],
      settings: `${keySetting("PATH", "keyset.json")}TINK_FIELDS_CONFIG = {"default": {"cleartext": True, "path": PATH}}\n`,
    },
  );
  mustSucceed(project.run(["make_keyset.py"]), "making a keyset");
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  mustSucceed(project.fix(selectorsOf(types)), "the fix");
  project.migrate();
  results.script(group, project.run(["cells.py", "after", "old_rows", "round_trip", "validated", "lookups"]));
  provedFacts(project, group, "other.json", results);
}

export const MAKE_KEYSET = `import tink
from tink import aead, json_proto_keyset_format, secret_key_access

aead.register()
for name in ("keyset.json", "other.json"):
    keyset = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    with open(name, "w") as file:
        file.write(json_proto_keyset_format.serialize(keyset, secret_key_access.TOKEN))
`;

function djangoCryptography(python: string, results: Results): void {
  const group = "django-cryptography";
  const types = typesNamed("CharField", "DecimalField", "DateField", "BooleanField", "JSONField");
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types), "fieldguard.yml": policyOf(types) },
    { requirements: ["django-cryptography-django5==2.2"], settings: keySetting("CRYPTOGRAPHY_KEY", "a key") },
  );
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  mustSucceed(project.fix(selectorsOf(types)), "the fix");
  results.attempt(`${group}: the field's call is wrapped`, () => {
    const models = project.read("vault/models.py");
    if (!models.includes('value = encrypt(models.CharField("A label", max_length=60))')) throw new Error(models);
  });
  project.migrate();
  results.script(group, project.run(["cells.py", "after", "old_rows", "saved_again", "round_trip", "bulk", "lookups"]));
  provedFacts(project, group, "another key", results);
}

const OTHER_KEY = "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhlcm90aGVyb3Q=";

/** A setting that `provedFacts` can change. */
function keySetting(name: string, key: string): string {
  return `import os\n${name} = os.environ.get("TRIED_KEY", "${key}")\n`;
}

/** What people are told before they choose a package is what it does. */
function provedFacts(project: DjangoProject, group: string, wrongKey: string, results: Results): void {
  const { packages } = readKnowledge(KEY_FACTS) as { packages: readonly KeyFacts[] };
  const facts = packages.find(({ provider }) => provider === group)!;
  const saidOf = (text: string): string | undefined => /^raises `(\w+)`/.exec(text)?.[1];
  const outcome = (what: string, environment = {}): string =>
    project.run(["provider_facts.py", what], environment).output.trim();
  const expected = [
    ["read", {}, "the value"],
    ["read", { TRIED_KEY: wrongKey }, saidOf(facts.wrongKey) ?? "ciphertext"],
    ["filter", {}, saidOf(facts.filter) ?? "nothing"],
  ] as const;
  mustSucceed(project.run(["provider_facts.py", "write"]), "writing a row");
  for (const [what, environment, said] of expected) {
    results.attempt(`${group}: ${what}${"TRIED_KEY" in environment ? " under a wrong key" : ""} gives ${said}`, () => {
      const actual = outcome(what, environment);
      if (actual !== said) throw new Error(actual);
    });
  }
}

const KEY_FACTS = fileURLToPath(new URL("../../../server/src/engine/protection/keyFacts.yml", import.meta.url));

function typesNamed(...names: readonly string[]): readonly FieldType[] {
  return fieldTypes.filter(({ type }) => names.includes(type));
}
