import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { ClassifiedFile, ReportResult } from "../../server/src/protocol.ts";
import { dedent } from "../support/fixture.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const TEXT = dedent(`
  from django.db import models
  class Customer(models.Model):
      national_id = models.CharField()
      ssn = models.CharField()
      email = models.EmailField()
      color = models.CharField()
  class Paint(models.Model):
      color = models.CharField()
`);

describe("fieldguard/classification", () => {
  it("stays as it is while nothing is typed that means anything", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    folder.write("views.py", "x = 1\n");
    folder.write("fieldguard.yml", "rules: {}\n");
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    const { revision } = await client.classification();
    for (const [path, text] of [
      ["views.py", "x = 1\n"],
      ["fieldguard.yml", "rules: {}\n"],
      ["pyproject.toml", "[project]\n"],
    ] as const) {
      client.open(folder.uriOf(path), text);
      for (const comment of ["#", "# t", "# ty"]) client.change(folder.uriOf(path), `${text}${comment}\n`);
      // The policy is read again by then.
      await client.pull(folder.uriOf(path));
    }
    client.open(folder.uriOf("models.py"), TEXT);
    await client.pull(folder.uriOf("models.py"));
    const { since, files } = await client.classification(revision);
    expect(since).toBe(revision);
    expect(files.map(({ path }) => path)).toEqual(["models.py"]);
  });

  it("gives the model of the tree, and tells our own client when it changes", async () => {
    const folder = new ProjectFolder();
    folder.write("shop/models.py", TEXT);
    folder.write("shop/tests/models.py", TEXT);
    const client = await TestClient.start({ folders: [folder.uri], ui: {} });
    expect(await client.indexed()).toEqual([
      "shop/models.py Customer.national_id",
      "shop/models.py Customer.ssn",
      "shop/models.py Customer.email",
    ]);
    const { files, revision, since } = await client.classification();
    expect(since).toBeNull();
    const place = { folder: folder.uri, path: "shop/models.py", uri: folder.uriOf("shop/models.py") };
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject(place);
    expect(files[0]?.entities).toMatchObject([
      {
        ...place,
        name: "Customer",
        fields: [
          {
            name: "national_id",
            range: { start: { line: 2, character: 4 } },
            type: "CharField",
            verdict: "sensitive",
            level: "restricted",
            treatment: "encrypt",
            protection: { kind: "none", by: null },
            lacksTreatment: true,
            findings: [{ rule: "storage/plaintext-field", severity: "warning" }],
          },
          { name: "ssn" },
          { name: "email", lacksTreatment: false, category: "user.contact.email" },
        ],
      },
    ]);
    const before = client.classificationChanges.length;
    client.open(folder.uriOf("shop/models.py"), TEXT.replace("    email = models.EmailField()\n", ""));
    await client.until(
      () => client.classificationChanges.length > before,
      () => "a notification",
    );
    const after = await client.classification();
    expect(after.revision).toBeGreaterThan(revision);
    expect(after.files[0]?.entities[0]?.fields.map(({ name }) => name)).toEqual(["national_id", "ssn"]);
  });

  it("sends no notification of its own to a client that does not know it", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    client.open(folder.uriOf("models.py"), TEXT);
    // Longer than a notification would be held back.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.classificationChanges).toEqual([]);
  });
});

describe("models of installed packages", () => {
  const settings = (apps: readonly string[]): string => `INSTALLED_APPS = ${JSON.stringify(apps)}\n`;

  it("come with the first answer and when they change, and follow the settings while they are typed", async () => {
    const folder = new ProjectFolder();
    folder.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n');
    folder.write("settings.py", settings(["django.contrib.auth"]));
    folder.write("models.py", TEXT);
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    const first = await client.classification();
    expect(first.files.map(({ path }) => path)).toEqual(["models.py"]);
    expect(first.thirdParty).toMatchObject([
      { app: "auth", name: "User", path: "django/contrib/auth/models.py", package: { name: "Django" } },
    ]);
    const [user] = first.thirdParty!;
    expect(user?.uri).toMatch(/^https:/);
    expect(user?.fields.map(({ name }) => name)).toContain("email");
    expect(user?.fields.some(({ lacksTreatment, findings }) => lacksTreatment || findings.length > 0)).toBe(false);
    expect((await client.classification(first.revision)).thirdParty).toBeNull();

    client.open(folder.uriOf("settings.py"), settings([]));
    await client.pull(folder.uriOf("settings.py"));
    const later = await client.classification(first.revision);
    expect([later.since, later.thirdParty]).toEqual([first.revision, []]);
  });
});

describe("models of an environment", () => {
  const SITE = "lib/python3.12/site-packages";

  function install(folder: ProjectFolder, environment: string): void {
    const site = environment === "" ? SITE : `${environment}/${SITE}`;
    folder.write(`${site}/clubs/models.py`, TEXT);
    folder.write(`${site}/clubs-2.1.dist-info/METADATA`, "Name: clubs\n");
    folder.write(`${site}/clubs-2.1.dist-info/top_level.txt`, "clubs\n");
  }

  function projectWithClubs(): ProjectFolder {
    const folder = new ProjectFolder();
    folder.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n');
    folder.write("settings.py", 'INSTALLED_APPS = ["clubs"]\n');
    return folder;
  }

  /** A report waits for what is installed. */
  async function reported(client: TestClient): Promise<unknown> {
    const { text } = await client.request<ReportResult>("fieldguard/report", { format: "json", fields: null });
    return (JSON.parse(text) as { readonly thirdParty: unknown }).thirdParty;
  }

  it("come by themselves once the folder is read, and say which version is installed", async () => {
    const folder = projectWithClubs();
    install(folder, ".venv");
    const client = await TestClient.start({ folders: [folder.uri] });
    await vi.waitFor(async () => {
      const { thirdParty } = await client.classification();
      expect(thirdParty).toMatchObject([{ name: "Customer", package: { name: "clubs", version: "2.1" } }]);
    }, 10_000);
  });

  it("come from outside of the folder, as the editor or the shell says, once the person trusts it", async () => {
    const folder = projectWithClubs();
    const environment = new ProjectFolder();
    install(environment, "");
    environment.write("bin/python", "");
    const initializationOptions = { fieldguard: { isTrusted: false } };
    const abilities = { configuration: true };
    const chosen = { interpreter: `${environment.path}/bin/python` };
    for (const options of [chosen, { activeEnvironment: environment.path }]) {
      const client = await TestClient.start({ folders: [folder.uri], abilities, initializationOptions, ...options });
      expect(await reported(client)).toEqual([]);
      client.notify("fieldguard/trusted", {});
      expect(await reported(client)).toMatchObject([{ package: "clubs", version: "2.1" }, {}, {}]);
    }
  });
});

/** Knows of the classification what the answers say, as our client does. */
class Mirror {
  readonly files = new Map<string, ClassifiedFile>();
  revision: number | null = null;

  async catchUp(client: TestClient): Promise<void> {
    const { revision, since, files } = await client.classification(this.revision);
    this.revision = revision;
    if (since === null) this.files.clear();
    for (const file of files) {
      if (file.entities.length > 0) this.files.set(file.uri, file);
      else this.files.delete(file.uri);
    }
  }

  get content(): readonly ClassifiedFile[] {
    return inOrder([...this.files.values()]);
  }
}

function inOrder(files: readonly ClassifiedFile[]): readonly ClassifiedFile[] {
  return [...files].sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Longer than the server gathers what the client tells of files. */
const QUIET = 250;

/** Waits until the server has nothing more to do. */
async function settled(client: TestClient): Promise<readonly ClassifiedFile[]> {
  for (let before = -1; ;) {
    const { revision, state, files } = await client.classification();
    if (revision === before && state === "ready") return files;
    before = revision;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}

describe("differences", () => {
  it("hold the files that changed, and those with nothing to show any more", async () => {
    const folder = new ProjectFolder();
    for (const path of ["a.py", "b.py", "c.py"]) folder.write(path, TEXT);
    const client = await TestClient.start({ folders: [folder.uri] });
    await settled(client);
    const first = await client.classification();
    expect(first.files.map(({ path }) => path)).toEqual(["a.py", "b.py", "c.py"]);
    expect(await client.classification(first.revision)).toEqual({
      ...first,
      since: first.revision,
      files: [],
      thirdParty: null,
    });

    client.open(folder.uriOf("b.py"), "x = 1\n");
    client.open(folder.uriOf("c.py"), TEXT.replace("ssn", "iban"));
    const second = await client.classification(first.revision);
    expect(second.since).toBe(first.revision);
    expect(second.files.map(({ path, entities }) => `${path} ${entities.length}`)).toEqual(["b.py 0", "c.py 1"]);
    expect(second.files[1]?.entities[0]?.fields.map(({ name }) => name)).toContain("iban");
    expect((await client.classification(second.revision)).files).toEqual([]);
  });

  it("are not made of a revision that the server does not know, nor over a change of everything", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", TEXT);
    const client = await TestClient.start({ folders: [folder.uri] });
    await settled(client);
    const { revision } = await client.classification();
    expect(await client.classification(revision + 1)).toMatchObject({ since: null, files: [{ path: "a.py" }] });
    client.open(folder.uriOf("fieldguard.yml"), "rules:\n  storage/plaintext-field: error\n", "yaml");
    await settled(client);
    const { since, files } = await client.classification(revision);
    expect(since).toBeNull();
    expect(files[0]?.entities[0]?.fields[0]?.findings).toMatchObject([{ severity: "error" }]);
  });

  it("follow the words, entities and categories of the policy while they are typed", async () => {
    const folder = new ProjectFolder();
    const kunde =
      "class Kunde(models.Model):\n    beihilfenummer = models.CharField()\n    email = models.EmailField()\n";
    folder.write("a.py", `from django.db import models\n${kunde}`);
    const client = await TestClient.start({ folders: [folder.uri] });
    const fieldsNow = async (policy: string): Promise<readonly string[]> => {
      client.change(folder.uriOf("fieldguard.yml"), policy);
      const files = await settled(client);
      return files.flatMap(({ entities }) =>
        entities.flatMap(({ fields }) => fields.map(({ name, gloss, level }) => `${name}: ${gloss} (${level})`)),
      );
    };
    client.open(folder.uriOf("fieldguard.yml"), "", "yaml");
    expect(await fieldsNow("")).toEqual(["email: an e-mail address (confidential)"]);
    const own = "categories: { user.government_id.aid: { name: a number of state aid, level: internal } }\n";
    expect(await fieldsNow(`${own}words: { beihilfenummer: user.government_id.aid }\n`)).toEqual([
      "beihilfenummer: a number of state aid (internal)",
      "email: an e-mail address (confidential)",
    ]);
    const categories = await client.request("fieldguard/categories");
    expect(categories).toContainEqual({
      key: "user.government_id.aid",
      gloss: "a number of state aid",
      level: "internal",
      treatment: "encrypt",
    });
    expect(await fieldsNow("entities: { Kunde: { sensitive: false, reason: made up } }\n")).toEqual([]);
    expect(await fieldsNow("")).toEqual(["email: an e-mail address (confidential)"]);
  });

  it.each([{}, { since: null }, null])("are not made for %j", async (params) => {
    const client = await TestClient.start();
    expect(await client.request("fieldguard/classification", params)).toMatchObject({ since: null, files: [] });
  });

  const path = fc.constantFrom("models.py", "shop/models.py", "inner/models.py", "inner/tests/models.py");
  const text = fc.constantFrom(TEXT, TEXT.replace("ssn", "iban"), TEXT.replace("Customer", "Person"), "x = 1\n", "");
  const policy = fc.constantFrom(
    "",
    "exclude: ['shop/**']\n",
    "exclude: ['inner/**']\n",
    "rules:\n  storage/plaintext-field: error\n",
    "rules: [\n",
  );
  const step = fc.oneof(
    fc.record({ kind: fc.constant("type" as const), path, text }),
    fc.record({ kind: fc.constant("close" as const), path }),
    fc.record({ kind: fc.constant("write" as const), path, text }),
    fc.record({ kind: fc.constant("delete" as const), path: fc.oneof(path, fc.constantFrom("inner", "shop")) }),
    fc.record({ kind: fc.constant("policy" as const), text: policy }),
    fc.record({ kind: fc.constant("folder" as const), path: fc.constantFrom("", "inner") }),
    fc.record({ kind: fc.constant("ask" as const) }),
    fc.record({ kind: fc.constant("wait" as const), milliseconds: fc.nat(150) }),
  );

  it("add up to the whole, whatever happens in between", async () => {
    const client = await TestClient.start({ ui: {} });
    const seen = { differences: 0, files: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const folder = new ProjectFolder();
        for (const file of ["models.py", "shop/models.py", "inner/models.py"]) folder.write(file, TEXT);
        client.changeFolders([folder.uri], []);
        const folders = new Set([""]);
        const open = new Set<string>();
        const mirror = new Mirror();
        for (const action of steps) {
          const uri = "path" in action ? folder.uriOf(action.path).replace(/\/$/, "") : "";
          switch (action.kind) {
            case "type":
              if (open.has(uri)) client.change(uri, action.text);
              else client.open(uri, action.text);
              open.add(uri);
              break;
            case "close":
              if (open.delete(uri)) client.close(uri);
              break;
            case "write":
              folder.write(action.path, action.text);
              client.watched({ [uri]: "changed" });
              break;
            case "delete":
              folder.remove(action.path);
              client.watched({ [uri]: "deleted" });
              break;
            case "policy":
              folder.write("fieldguard.yml", action.text);
              client.watched({ [folder.uriOf("fieldguard.yml")]: "changed" });
              break;
            case "folder":
              if (folders.delete(action.path)) {
                client.changeFolders([], [uri]);
                break;
              }
              client.changeFolders([uri], []);
              folders.add(action.path);
              break;
            case "ask":
              await mirror.catchUp(client);
              break;
            case "wait":
              await new Promise((resolve) => setTimeout(resolve, action.milliseconds));
          }
        }
        const whole = await settled(client);
        const { since, files } = await client.classification(mirror.revision);
        if (since !== null) seen.differences++;
        seen.files += files.length;
        await mirror.catchUp(client);
        expect(mirror.content).toEqual(inOrder(whole));
        for (const uri of open) client.close(uri);
        client.changeFolders([], [folder.uri, folder.uriOf("inner")]);
      }),
      { seed: 20_262, numRuns: 25 },
    );
    // Otherwise nothing would have been compared.
    expect(seen.differences).toBeGreaterThan(3);
    expect(seen.files).toBeGreaterThan(10);
  });
});
