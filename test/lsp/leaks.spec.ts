import { describe, expect, it } from "vitest";
import type { LeakModel } from "../../server/src/protocol.ts";
import { dedent } from "../support/fixture.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const MODELS = dedent(`
  from django.db import models
  class Customer(models.Model):
      email = models.EmailField()
      national_id = models.CharField()
`);

const VIEWS = dedent(`
  import logging
  from models import Customer
  logger = logging.getLogger(__name__)
  def refund(customer: Customer):
      number = customer.national_id
      logger.info("%s %s", customer.email, number)
`);

const SETTINGS = "DEBUG = True\nSECRET_KEY = 'x'\n";

/** What is found by path, once it is known where values go. */
async function leaks(client: TestClient): Promise<ReadonlyMap<string, readonly LeakModel[]>> {
  for (;;) {
    const { areLeaksKnown, state, files } = await client.classification();
    if (areLeaksKnown && state === "ready") return new Map(files.map((file) => [file.path, file.leaks]));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe("leaks in the classification", () => {
  it("are those of files that declare nothing, too, with the fields and the way of their values", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", MODELS);
    folder.write("views.py", VIEWS);
    const client = await TestClient.start({ folders: [folder.uri] });
    const found = await leaks(client);
    expect([...found.keys()]).toEqual(["models.py", "views.py"]);
    expect(found.get("models.py")).toEqual([]);
    const [leak, ...others] = found.get("views.py")!;
    expect(others).toEqual([]);
    expect(leak).toMatchObject({
      rule: "log/sensitive-value",
      title: "Sensitive value that is written to a log",
      severity: "error",
      about: "Customer.national_id",
      range: { start: { line: 5, character: 41 }, end: { line: 5, character: 47 } },
      way: [{ path: "views.py", uri: folder.uriOf("views.py"), message: "`number` is set to this." }],
    });
    const uri = folder.uriOf("models.py");
    expect(leak?.fields.map(({ field }) => field).sort()).toEqual(["email", "national_id"]);
    expect(leak?.fields).toContainEqual({ uri, entity: "Customer", field: "national_id" });
  });

  it("follow the text, also in a difference, and go with what a comment silences", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", MODELS);
    folder.write("views.py", VIEWS);
    const client = await TestClient.start({ folders: [folder.uri] });
    await leaks(client);
    const { revision } = await client.classification();
    client.open(folder.uriOf("views.py"), `# one line more\n${VIEWS}`);
    await client.pull(folder.uriOf("views.py"));
    const moved = await client.classification(revision);
    expect(moved.since).toBe(revision);
    expect(moved.files).toMatchObject([{ path: "views.py", leaks: [{ range: { start: { line: 6 } } }] }]);
    const ignored = VIEWS.replace(
      "    logger.info",
      "    # fieldguard: ignore[log/sensitive-value] a test\n    logger.info",
    );
    client.change(folder.uriOf("views.py"), ignored);
    await expect.poll(async () => (await leaks(client)).has("views.py"), { timeout: 15_000 }).toBe(false);
  });

  it("are findings about settings as well, which no value of a setting is part of", async () => {
    const folder = new ProjectFolder();
    folder.write("manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n');
    folder.write("wsgi.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n');
    folder.write("settings.py", SETTINGS);
    const client = await TestClient.start({ folders: [folder.uri] });
    const found = (await leaks(client)).get("settings.py");
    expect(found).toContainEqual(expect.objectContaining({ rule: "settings/debug-on", about: "DEBUG", fields: [] }));
  });
});

describe("to leave a leak alone", () => {
  it("is offered at it with a reason that the client asks for, and planned with that", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", MODELS);
    folder.write("views.py", VIEWS);
    const client = await TestClient.start({ folders: [folder.uri], ui: { input: true } });
    const [leak] = (await leaks(client)).get("views.py")!;
    const uri = folder.uriOf("views.py");
    client.open(uri, VIEWS);
    const actions = await client.actions(uri, leak!.range);
    const action = actions.find(({ title }) => title === "Leave it alone here…");
    expect(action).toMatchObject({ kind: "quickfix", command: { arguments: [leak?.leaveAlone] } });
    const { asks, ...request } = leak!.leaveAlone!;
    expect(asks).toBe("excuse");
    const plan = await client.request("fieldguard/fixPlan", { ...request, input: { value: "a test" } });
    const edits = [{ newText: "    # fieldguard: ignore[log/sensitive-value] a test\n" }];
    expect(plan).toMatchObject({ edit: { documentChanges: [{ textDocument: { uri }, edits }] } });
    expect(await client.request("fieldguard/fixPlan", { ...request, finding: "gone" })).toBeNull();
  });
});

describe("a comment that hides nothing", () => {
  it("is told of in the file alone, and taken out by a quick fix", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", MODELS);
    const text = "# fieldguard: ignore[log/sensitive-value] a test\nprint()\n";
    folder.write("views.py", text);
    const client = await TestClient.start({ folders: [folder.uri] });
    expect((await leaks(client)).get("views.py") ?? []).toEqual([]);
    const uri = folder.uriOf("views.py");
    client.open(uri, text);
    expect(await client.pulled(uri)).toEqual(["0:0-48 information directive/unused-ignore"]);
    const [action] = await client.actions(uri, { line: 0, character: 3 });
    expect(action).toMatchObject({ title: "Take out what hides nothing", kind: "quickfix" });
    const resolved = await client.request("codeAction/resolve", action);
    expect(resolved).toMatchObject({ edit: { documentChanges: [{ edits: [{ newText: "" }] }] } });
  });
});

describe("the hover of a field", () => {
  it("says where it leaks, the worst first, with links to the first places", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", MODELS);
    folder.write(
      "views.py",
      `${VIEWS}    print(customer.national_id)\n${"    print(customer.national_id)\n".repeat(3)}`,
    );
    const client = await TestClient.start({ folders: [folder.uri] });
    await leaks(client);
    const uri = folder.uriOf("models.py");
    client.open(uri, MODELS);
    const hoverAt = async (line: number): Promise<string> =>
      JSON.stringify(await client.hover(uri, { line, character: 6 }));
    const hover = await hoverAt(3);
    expect(hover).toContain("**Leaks in 5 places:**\\n- Sensitive value that is written to a log — ");
    expect(hover).toContain(`](${folder.uriOf("views.py")}#L6)`);
    expect(hover.match(/ that is printed — \[views/g)).toHaveLength(2);
    const email = await hoverAt(2);
    expect(email).toContain("**Leaks in 1 place:**");
  });
});
