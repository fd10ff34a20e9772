import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { SHOP } from "../../../test/support/uses.ts";
import { detect } from "../detectors/detect.ts";
import { formsIn } from "../detectors/forms/formsIn.ts";
import { secretsIn } from "../detectors/secrets/secretsIn.ts";
import { scanReport } from "./scanReport.ts";
import { Workspace } from "./workspace.ts";

const clock = { now: () => 0, pause: () => Promise.resolve() };
const models = parseFixture(SHOP).files.get("shop/models.py")!;
/** So few addresses are told of with this profile alone. */
const STRICT = "version: 1\nprofile: strict\n";
const PATH = "shop/fixtures/customers.json";

function fixture(...emails: readonly string[]): string {
  return JSON.stringify(emails.map((email, pk) => ({ model: "shop.customer", pk, fields: { email } })));
}

class Scene {
  readonly files = new MemoryFileSystem([
    ["shop/models.py", models],
    [PATH, fixture("h.mueller@gmx.de")],
  ]);
  readonly store = new MemoryCacheStore(this.files);
  /** How often the libraries were asked for. */
  loaded = 0;

  async open(options: { readonly policy?: string } = {}): Promise<Workspace> {
    const { policy = STRICT } = options;
    const workspace = new Workspace({
      fileSystem: this.files,
      clock,
      cacheStore: this.store,
      loadDetectors: () => {
        this.loaded++;
        return Promise.resolve({ detect, formsIn, secretsIn });
      },
      policyFile: { path: "fieldguard.yml", text: policy },
    });
    await workspace.index();
    return workspace;
  }

  async messages(workspace: Workspace): Promise<readonly string[]> {
    await workspace.uses.refresh();
    await workspace.values.refresh();
    return workspace.leaksIn(PATH).map(({ message }) => /\d+ [\w-]+ \w+/.exec(message)![0]);
  }
}

describe("values in data files", () => {
  it("are looked for only where a fixture holds a sensitive field", async () => {
    const scene = new Scene();
    scene.files.write(
      PATH,
      JSON.stringify([{ model: "shop.order", pk: 1, fields: { reference: "h.mueller@gmx.de" } }]),
    );
    expect(await scene.messages(await scene.open())).toEqual([]);
    expect(scene.loaded).toBe(0);
  });

  it("are not looked for where no libraries are", async () => {
    const { files } = new Scene();
    const workspace = new Workspace({ fileSystem: files, clock, policyFile: { path: "fieldguard.yml", text: STRICT } });
    await workspace.index();
    expect(await new Scene().messages(workspace)).toEqual([]);
  });

  it("are kept until the file is another, for other processes too, and found again in the same bytes", async () => {
    const scene = new Scene();
    expect(await scene.messages(await scene.open())).toEqual(["1 e-mail address"]);
    expect(scene.loaded).toBe(1);
    const again = await scene.open();
    expect(await scene.messages(again)).toEqual(["1 e-mail address"]);
    scene.files.write(PATH, fixture("h.mueller@gmx.de"));
    expect(await scene.messages(await scene.open())).toEqual(["1 e-mail address"]);
    expect(scene.loaded).toBe(1);
    scene.files.write(PATH, fixture("h.mueller@gmx.de", "h.mueller@gmx.de", "a.kowalska@wp.pl"));
    expect(await scene.messages(await scene.open())).toEqual(["2 e-mail addresses"]);
    expect(scene.loaded).toBe(2);
  });

  it("keeps no value in the cache, and shows none in a report", async () => {
    const scene = new Scene();
    const workspace = await scene.open();
    await scene.messages(workspace);
    expect(await scene.store.read("values")).not.toContain("mueller");
    const report = await scanReport(workspace, {
      version: "1",
      isCounted: () => true,
      isWanted: () => true,
      isWhole: true,
    });
    const file = report.files.find(({ findings }) => findings.some(({ finding }) => finding.path === PATH));
    expect(file?.text.trim()).toBe("email");
    expect(JSON.stringify(file)).not.toContain("mueller");
  });

  it("are shown in no line of code", async () => {
    const scene = new Scene();
    const seed = `from shop.models import Customer\nCustomer.objects.create(email="h.mueller@gmx.de", national_id="44051401458")\n`;
    scene.files.write("shop/management/commands/seed.py", seed);
    scene.files.write("shop/conf.py", `import os\nKEY = os.environ.get("API_KEY", "Zx9kQ2mLp7vTn4RbW3yU")\n`);
    const report = await scanReport(await scene.open(), {
      version: "1",
      isCounted: () => true,
      isWanted: () => true,
      isWhole: true,
    });
    const linesOf = (name: string): readonly string[] =>
      report.files
        .find(({ file }) => file.schema.path.endsWith(name))!
        .text.split("\n")
        .map((line) => line.trim());
    expect(linesOf("seed.py")).toEqual([
      expect.stringContaining("import"),
      expect.stringMatching(/^email {20,}\w*$/),
      "",
    ]);
    expect(linesOf("conf.py").join()).not.toContain("Zx9");
  });

  it("do not keep a search for tokens busy", async () => {
    const scene = new Scene();
    scene.files.write(".env", `A=${"eyJ-".repeat(20_000)}\n`);
    await scene.messages(await scene.open());
  });

  it("are read of rows in Windows-1252, and of the beginning of large files", async () => {
    const scene = new Scene();
    const policy = `${STRICT}limits: { megabytes: 1 }\n`;
    const rows = `id;name;email\n1;M\u00FCller;h.mueller@gmx.de\n`;
    scene.files.write(
      "import/people.csv",
      Uint8Array.from(rows, (sign) => sign.charCodeAt(0)),
    );
    scene.files.write("import/all.csv", `email\n${"h.mueller@gmx.de\n".repeat(60_000)}a.kowalska@wp.pl\n`);
    const workspace = await scene.open({ policy });
    await scene.messages(workspace);
    const messageIn = (path: string): string | undefined => workspace.leaksIn(path)[0]?.message;
    expect(messageIn("import/people.csv")).toMatch(/^This file holds 1 /);
    expect(messageIn("import/all.csv")).toMatch(/^The part of this file that is read .* holds 1 e-mail address/);
  });

  it("follow what is typed, and tell who listens", async () => {
    const scene = new Scene();
    const workspace = await scene.open();
    await scene.messages(workspace);
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    await workspace.openDocument(PATH, 1, fixture("customer@example.com"));
    expect(await scene.messages(workspace)).toEqual([]);
    expect(told).toContain(PATH);
  });

  it("are silenced by what the policy says of a path", async () => {
    const scene = new Scene();
    const said = 'paths: { "shop/fixtures/**": { sensitive: false, reason: our own addresses } }';
    const workspace = await scene.open({ policy: `${STRICT}${said}\n` });
    await scene.messages(workspace);
    expect(workspace.leaksIn(PATH)).toMatchObject([{ suppressed: { by: "policy", reason: "our own addresses" } }]);
  });
});
