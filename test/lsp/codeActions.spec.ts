import { describe, expect, it } from "vitest";
import { type CodeAction, CodeActionKind, LSPErrorCodes, type WorkspaceEdit } from "vscode-languageserver/node";
import type {
  DecisionPlanParams,
  DecisionPlanResult,
  FieldReference,
  FixPlanResult,
  FixRequest,
} from "../../server/src/protocol.ts";
import { dedent } from "../support/fixture.ts";
import { applyWorkspaceEdit } from "./applyWorkspaceEdit.ts";
import { type Abilities, PLAIN } from "./clientCapabilities.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const MODELS = dedent(`
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField(max_length=20)
      email = models.EmailField()
      color = models.CharField(max_length=20)
`);
const NATIONAL_ID = { line: 4, character: 6 };
const EMAIL = { line: 5, character: 6 };
const COLOR = { line: 6, character: 6 };

/** A project in which encrypting takes new files, settings and a dependency. */
const PROJECT = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
  //- config/settings.py
  DEBUG = True
  //- requirements.txt
  Django==5.2
  //- shop/models.py
${MODELS.replace(/^/gm, "  ")}
`;

interface Scene {
  readonly client: TestClient;
  readonly folder: ProjectFolder;
  readonly uri: string;
  /** The file's text after the edit. */
  readonly after: (edit: WorkspaceEdit | undefined) => string | undefined;
  readonly allAfter: (edit: WorkspaceEdit | undefined) => ReadonlyMap<string, string>;
}

async function scene(options: { abilities?: Abilities; ui?: object; text?: string } = {}): Promise<Scene> {
  const folder = new ProjectFolder(PROJECT);
  const { text = MODELS, ...clientOptions } = options;
  const uri = folder.uriOf("shop/models.py");
  const client = await TestClient.start({ folders: [folder.uri], ...clientOptions });
  client.open(uri, text);
  const allAfter = (edit: WorkspaceEdit | undefined): ReadonlyMap<string, string> => {
    expect(edit).toBeDefined();
    return applyWorkspaceEdit(edit!, new Map([[uri, { version: 1, text }]]));
  };
  return { client, folder, uri, allAfter, after: (edit) => allAfter(edit).get(uri) };
}

const titled = (actions: readonly CodeAction[], part: string): CodeAction => {
  const found = actions.find(({ title }) => title.includes(part));
  expect(found, `an action "${part}" among ${actions.map(({ title }) => title).join("; ")}`).toBeDefined();
  return found!;
};

async function pulledOnce(): Promise<number> {
  const { client, uri } = await scene();
  return (await client.pulled(uri)).length;
}

describe("code actions", () => {
  it("settle what is declared against all evidence, with the category that it speaks for first", async () => {
    const text = `${MODELS}\n    class Scrubbers:\n        national_id = scrubbers.Keep\n`;
    const { client, uri } = await scene({ text });
    expect(await client.pulled(uri)).toContainEqual(expect.stringContaining("declaration/contradicted"));
    const actions = await client.actions(uri, NATIONAL_ID);
    expect(actions[0]!.title).toBe("Set category: user.government_id.national_identification_number");
    titled(actions, "Not sensitive here");
    expect(actions.filter(({ title }) => title.startsWith("Encrypt"))).toEqual([]);
  });

  it("are quick fixes where something is found, with one of them preferred", async () => {
    const { client, uri } = await scene();
    const actions = await client.actions(uri, NATIONAL_ID);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set([CodeActionKind.QuickFix]));
    expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Encrypt with /),
    ]);
    for (const { diagnostics } of actions) {
      expect(diagnostics).toMatchObject([
        { code: "storage/plaintext-field", range: { start: { line: 4, character: 4 } } },
      ]);
    }
  });

  it("prefer one only, over many fields", async () => {
    const { client, uri } = await scene({ text: MODELS.replace("color", "ssn") });
    const actions = await client.actions(uri, { start: NATIONAL_ID, end: COLOR });
    expect(actions.filter(({ title }) => title.startsWith("Encrypt with ")).length).toBeGreaterThan(1);
    expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
  });

  it("are none where two classes are called the same, of which an edit could find the wrong one", async () => {
    const once = MODELS.slice(MODELS.indexOf("class"));
    const twice = `${MODELS}\n\n${once}`;
    const { client, uri } = await scene({ text: twice });
    expect(await client.pulled(uri)).toHaveLength(2 * (await pulledOnce()));
    expect(await client.actions(uri, NATIONAL_ID)).toEqual([]);
    const { files } = await client.classification();
    const findings = files.flatMap(({ entities }) => entities.map(({ fields }) => fields[0]?.findings.length));
    expect(findings).toEqual([1, 1]);

    client.change(uri, `${twice}\n\n${once.replace("Customer", "Supplier")}`);
    const fields = ["Supplier", "Customer"].map((entity) => ({ uri, entity, field: "national_id" }));
    const params: DecisionPlanParams = { decision: "ignore", value: "made up", fields };
    expect(await client.request<DecisionPlanResult>("fieldguard/decisionPlan", params)).toMatchObject({ missed: 1 });
  });

  it("are refactorings on any sensitive field for who asks for these", async () => {
    const { client, uri } = await scene();
    const actions = await client.actions(uri, NATIONAL_ID, { only: [CodeActionKind.Refactor] });
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set([CodeActionKind.RefactorRewrite]));
    expect(actions.some(({ isPreferred, diagnostics }) => isPreferred ?? diagnostics)).toBe(false);
    titled(actions, "Encrypt with");
  });

  it("honour what the client asks for", async () => {
    const { client, uri } = await scene();
    const count = async (...only: string[]): Promise<number> =>
      (await client.actions(uri, NATIONAL_ID, { only })).length;
    expect(await count(CodeActionKind.SourceFixAll, CodeActionKind.RefactorExtract)).toBe(0);
    expect(await count("quick")).toBe(0);
    expect(await count(CodeActionKind.RefactorRewrite)).toBeGreaterThan(0);
    expect(await count("")).toBe(await count(CodeActionKind.QuickFix));
  });

  it("are none for a field that holds nothing sensitive, outside of fields, and on empty lines", async () => {
    const { client, uri } = await scene();
    expect(await client.actions(uri, COLOR)).toEqual([]);
    expect(await client.actions(uri, { line: 1, character: 0 })).toEqual([]);
    expect(await client.actions(uri, { line: 900, character: 9000 })).toEqual([]);
  });

  it("belong to the fields that a selection touches", async () => {
    const { client, uri } = await scene();
    const start = { line: 0, character: 0 };
    const fieldsOf = (actions: readonly CodeAction[]): Set<unknown> =>
      new Set(actions.flatMap(({ diagnostics }) => diagnostics?.map(({ range }) => range.start.line)));
    expect(fieldsOf(await client.actions(uri, { start, end: { line: 9, character: 0 } }))).toEqual(new Set([4, 5]));
    expect(fieldsOf(await client.actions(uri, EMAIL))).toEqual(new Set([5]));
  });

  it("come with their edit only when they are chosen, where the client can wait", async () => {
    const { client, folder, uri, allAfter } = await scene();
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    expect(action).not.toHaveProperty("edit");
    const resolved = await client.request<CodeAction>("codeAction/resolve", action);
    expect(resolved).toMatchObject({ title: action.title, kind: action.kind });
    const files = allAfter(resolved.edit);
    expect(files.get(uri)).toContain("national_id = EncryptedCharField(max_length=20)");
    expect(files.get(uri)).toContain("    email = models.EmailField()\n    color = models.CharField(max_length=20)");
    expect(files.get(folder.uriOf("requirements.txt"))).toMatch(/^cryptography/m);
    expect(files.get(folder.uriOf("config/settings.py"))).toContain("FIELD_ENCRYPTION_KEYS");
    expect([...files].find(([path]) => path.endsWith("/encrypted_fields/fields.py"))?.[1]).toContain(
      "class EncryptedCharField",
    );
    const annotations = resolved.edit?.changeAnnotations ?? {};
    for (const { label, needsConfirmation } of Object.values(annotations)) {
      expect(label).not.toBe("");
      expect(needsConfirmation).toBe(true);
    }
    const used = JSON.stringify(resolved.edit?.documentChanges).match(/"annotationId":"([^"]+)"/g) ?? [];
    expect(used.length).toBeGreaterThan(3);
    for (const id of used) expect(annotations).toHaveProperty([/:"(.+)"/.exec(id)![1]!]);
  });

  it("use the text as it is when they are chosen, and say so when the field is gone", async () => {
    const { client, uri } = await scene();
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    const moved = `# one\n# two\n${MODELS}`;
    client.change(uri, moved);
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const files = applyWorkspaceEdit(edit!, new Map([[uri, { version: 2, text: moved }]]));
    expect(files.get(uri)).toMatch(/^# one\n# two\n/);
    expect(files.get(uri)).toContain("national_id = EncryptedCharField(max_length=20)");
    client.change(uri, "");
    await expect(client.request("codeAction/resolve", action)).rejects.toMatchObject({
      code: LSPErrorCodes.ContentModified,
    });
  });

  it("edit the buffers of other open files, not what is on disk", async () => {
    const { client, folder, uri } = await scene();
    const requirements = folder.uriOf("requirements.txt");
    const text = "# not saved yet\nDjango==5.2\n";
    client.open(requirements, text, "pip-requirements");
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const open = new Map([
      [uri, { version: 1, text: MODELS }],
      [requirements, { version: 1, text }],
    ]);
    const edited = applyWorkspaceEdit(edit!, open).get(requirements);
    expect(edited).toMatch(/^# not saved yet\n/);
    expect(edited).toMatch(/^cryptography/m);
  });

  it("come with their edit at once where the client cannot wait", async () => {
    const { client, uri, after } = await scene({ abilities: { lazyEdits: false } });
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    expect(action).not.toHaveProperty("data");
    expect(after(action.edit)).toContain("national_id = EncryptedCharField(max_length=20)");
  });

  it.each<[string, Abilities]>([
    ["cannot create files", { createFiles: false }],
    ["cannot annotate changes", { annotations: false }],
    ["only knows plain changes", { ...PLAIN, actionLiterals: true }],
  ])("say that they do a part where the client %s", async (_, abilities) => {
    const { client, uri, allAfter } = await scene({ abilities });
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    expect(action.title).toMatch(/\(only the part in this file\)$/);
    expect(action.edit).not.toHaveProperty("changeAnnotations");
    expect("changes" in action.edit!).toBe(abilities.documentChanges === false);
    const files = allAfter(action.edit);
    expect([...files.keys()]).toEqual([uri]);
    expect(files.get(uri)).toContain("national_id = EncryptedCharField(max_length=20)");
  });

  it("are none for a client that knows commands alone", async () => {
    const { client, uri } = await scene({ abilities: PLAIN });
    expect(await client.actions(uri, NATIONAL_ID)).toEqual([]);
  });

  it("put in a standard reason and offer up to three categories where the client cannot ask", async () => {
    const { client, uri, after } = await scene({ abilities: { lazyEdits: false } });
    const actions = await client.actions(uri, NATIONAL_ID);
    expect(actions.some(({ command }) => command)).toBe(false);
    const ignored = after(titled(actions, "Not sensitive").edit);
    expect(ignored).toContain("    # fieldguard: ignore reviewed, not sensitive\n    national_id = models.CharField(");
    const categories = actions.filter(({ title }) => title.startsWith("Set category: "));
    expect(categories.length).toBeGreaterThan(0);
    expect(categories.length).toBeLessThanOrEqual(3);
    for (const { title, edit } of categories) {
      const key = title.replace("Set category: ", "");
      expect(after(edit)).toContain(`    # fieldguard: category=${key}\n    national_id = models.CharField(`);
    }
  });

  it("let the client ask where it can, and take its answer", async () => {
    const { client, uri, after } = await scene({ ui: { pick: true, input: true } });
    const actions = await client.actions(uri, NATIONAL_ID);
    const [ignore, category] = [titled(actions, "Not sensitive"), titled(actions, "Set category")];
    expect(ignore.command).toEqual({
      title: ignore.title,
      command: "fieldguard.applyFix",
      arguments: [{ uri, entity: "Customer", field: "national_id", fixId: "ignore", asks: "reason" }],
    });
    expect(category.command?.arguments).toMatchObject([{ fixId: "set-category", asks: "category" }]);
    expect(ignore.edit ?? ignore.data ?? category.edit ?? category.data).toBeUndefined();

    const [request] = ignore.command?.arguments as [object];
    const plan = await client.request<FixPlanResult>("fieldguard/fixPlan", { ...request, input: { value: "made up" } });
    expect(after(plan.edit)).toContain("# fieldguard: ignore made up\n");
    const gone = { ...request, field: "gone" };
    expect(await client.request("fieldguard/fixPlan", gone)).toBeNull();
    expect(await client.request("fieldguard/fixPlan", { ...request, fixId: "no-such-fix" })).toBeNull();
  });

  it("lead to what is known of the field where the client can show it, and to why it cannot be encrypted", async () => {
    const text = MODELS.replace("max_length=20", "max_length=20, primary_key=True");
    const ui = { explain: true };
    for (const [model, title] of [
      [MODELS, "Explain"],
      [text, "Why can't this be encrypted?"],
    ] as const) {
      const { client, uri } = await scene({ ui, text: model });
      const { command } = titled(await client.actions(uri, NATIONAL_ID), title);
      expect(command?.command).toBe("fieldguard.explainField");
      expect(command?.arguments).toEqual([{ uri, position: { line: 4, character: 4 } }]);
    }
    const { client, uri } = await scene();
    expect((await client.actions(uri, NATIONAL_ID)).map(({ title }) => title)).not.toContain("Explain");
  });

  it("write one decision at many fields, in open and closed files, with one change", async () => {
    const { client, folder, uri, allAfter } = await scene();
    const other = folder.uriOf("clinic/models.py");
    const patient = `${MODELS.replace("Customer", "Patient")}\n    ssn = models.CharField(max_length=11)\n`;
    folder.write("clinic/models.py", patient);
    client.watched({ [other]: "created" });
    const named = (file: string, entity: string, field: string): FieldReference => ({ uri: file, entity, field });
    const fields = [
      named(uri, "Customer", "national_id"),
      named(uri, "Customer", "email"),
      named(uri, "Customer", "gone"),
      named(other, "Patient", "national_id"),
      named(other, "Patient", "ssn"),
      named(folder.uriOf("gone/models.py"), "Patient", "ssn"),
    ];
    const params: DecisionPlanParams = { decision: "ignore", value: "made up", fields };
    const { edit, missed } = await client.request<DecisionPlanResult>("fieldguard/decisionPlan", params);
    expect(missed).toBe(2);
    const texts = allAfter(edit);
    const comment = "    # fieldguard: ignore made up\n";
    expect(texts.get(uri)).toBe(MODELS.replace(/ {4}(?:national_id|email)/g, (name) => `${comment}${name}`));
    expect(texts.get(other)).toBe(patient.replace(/ {4}(?:national_id|ssn)/g, (name) => `${comment}${name}`));
  });

  it.each([true, false])(
    "fit the project's files as they are on disk, though nobody told: resolved %s",
    async (lazyEdits) => {
      const { client, folder, uri, allAfter } = await scene({ abilities: { lazyEdits, watchers: false } });
      await client.indexed();
      const comment = "# a long comment that has come in with another branch, above everything else\n";
      folder.write("config/settings.py", `${comment}DEBUG = True\n`);
      folder.write("requirements.txt", `${comment}Django==5.2\n`);
      const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
      const { edit } = lazyEdits ? await client.request<CodeAction>("codeAction/resolve", action) : action;
      const texts = allAfter(edit);
      expect(texts.get(folder.uriOf("config/settings.py"))).toMatch(new RegExp(`^${comment}[^]*FIELD_ENCRYPTION_KEYS`));
      expect(texts.get(folder.uriOf("requirements.txt"))).toBe(`${comment}cryptography>=42\nDjango==5.2\n`);
    },
  );

  it("are whole while the project is still being read", async () => {
    const { client, folder, uri, allAfter } = await scene();
    // A policy in the editor makes the server begin anew.
    for (let index = 0; index < 400; index++) folder.write(`app${index}/models.py`, MODELS);
    folder.write("fieldguard.yml", "exclude: [nothing]\n");
    client.watched({ [folder.uri]: "changed" });
    client.open(folder.uriOf("fieldguard.yml"), "exclude: [nothing]\n", "yaml");
    client.watched({ [folder.uriOf("fieldguard.yml")]: "changed" });
    const action = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const paths = [...allAfter(edit).keys()].map((key) => key.slice(folder.uri.length + 1)).sort();
    const app = paths.filter((path) => path.startsWith("config/encrypted_fields/"));
    expect(app).toContain("config/encrypted_fields/fields.py");
    expect(paths).toEqual([...app, "config/settings.py", "requirements.txt", "shop/models.py"]);
  });

  it("lead where they promise: the field has nothing to find any more", async () => {
    const { client, uri, after } = await scene({ abilities: { lazyEdits: false } });
    for (const part of ["Not sensitive", "Encrypt with"]) {
      const fixed = after(titled(await client.actions(uri, NATIONAL_ID), part).edit);
      client.open("file:///tmp/fixed.py", fixed!);
      expect(await client.pulled("file:///tmp/fixed.py")).toEqual([expect.stringContaining("hint")]);
    }
  });

  it("keep line breaks and what stands around, after emoji and with carriage returns", async () => {
    const text = MODELS.replace("    national_id", "    '😀é'; x = 1\n    national_id").replaceAll("\n", "\r\n");
    const { client, uri, after } = await scene({ abilities: { lazyEdits: false }, text });
    const edited = after(titled(await client.actions(uri, { line: 5, character: 6 }), "Not sensitive").edit);
    const comment = "    # fieldguard: ignore reviewed, not sensitive\r\n";
    expect(edited).toBe(text.replace("    national_id", `${comment}    national_id`));
  });

  it("encrypt nothing that the code queries: the edit waits until its uses are counted, the hover links the places", async () => {
    const { client, uri } = await scene();
    const views = new URL("views.py", uri).href;
    client.open(views, 'from shop.models import Customer\nCustomer.objects.filter(national_id="x")\n');
    const params = { uri, entity: "Customer", field: "national_id", fixId: "encrypt" };
    expect(await client.request("fieldguard/fixPlan", params)).toEqual({
      because: expect.stringMatching(/^The code looks rows up by it.*views\.py:2/) as string,
    });
    const actions = await client.actions(uri, NATIONAL_ID);
    expect(actions.some(({ title }) => title.startsWith("Encrypt"))).toBe(false);
    const hover = await client.hover(uri, NATIONAL_ID);
    expect(JSON.stringify(hover)).toMatch(/Change these places first.*lookup: filter — \[shop.*views.*py:2\]/);
  });

  it("mend a class that shows a field, and name who else uses it when they are asked for", async () => {
    const { client, uri } = await scene({ abilities: { pull: false } });
    const admin = new URL("admin.py", uri).href;
    const text = dedent(`
      from django.contrib import admin
      from .models import Customer
      @admin.register(Customer)
      class CustomerAdmin(admin.ModelAdmin):
          list_display = ["color", "national_id"]
    `);
    client.open(admin, text);
    const line = "4:30-41 information admin/listed-field";
    await client.publishes(admin, [line]);
    const actions = await client.actions(admin, { line: 4, character: 32 });
    const action = titled(actions, "Take `national_id` out of `list_display` of `CustomerAdmin`");
    expect(action).toMatchObject({ isPreferred: true, diagnostics: [{ code: "admin/listed-field" }] });
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    expect(applyWorkspaceEdit(edit!, new Map([[admin, { version: 1, text }]])).get(admin)).toBe(
      text.replace(', "national_id"', ""),
    );
  });

  it("let the client ask what to encrypt with where there is a choice, and take its answer", async () => {
    const folder = new ProjectFolder(`
      //- manage.py
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
      //- config/settings.py
      INSTALLED_APPS = ["shop"]
      SALT_KEY = "salt"
      //- requirements.txt
      django-fernet-encrypted-fields==0.4.0
      //- shop/models.py
    ${MODELS.replace(/^/gm, "      ")}
    `);
    const uri = folder.uriOf("shop/models.py");
    const client = await TestClient.start({ folders: [folder.uri], ui: { pick: true } });
    client.open(uri, MODELS);
    await client.indexed();
    const asking = titled(await client.actions(uri, NATIONAL_ID), "Encrypt with");
    const request = asking.command?.arguments?.[0] as FixRequest;
    expect(request).toMatchObject({ fixId: "encrypt", asks: "provider" });
    expect(request.choices?.map(({ provider }) => provider)).toEqual(["django-fernet-encrypted-fields", "generated"]);
    for (const { keyFrom, wrongKey, filter } of request.choices ?? [])
      expect(keyFrom && wrongKey && filter).not.toBe("");
    const { entity, field, fixId } = request;
    const plan = await client.request<FixPlanResult | null>("fieldguard/fixPlan", {
      uri,
      entity,
      field,
      fixId,
      input: { provider: "generated" },
    });
    expect(JSON.stringify(plan?.edit)).toContain("from config.encrypted_fields.fields import EncryptedCharField");
  });

  it("move a key out of the settings, in a change of all its files that is shown first", async () => {
    const folder = new ProjectFolder(`
      //- .gitignore
      .env
      //- manage.py
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
      //- config/settings.py
      INSTALLED_APPS = ["shop"]
      FERNET_KEYS = ["the-key"]
      //- shop/models.py
      from django.db import models
      from fernet_fields import EncryptedCharField

      class Customer(models.Model):
          name = EncryptedCharField(max_length=20)
    `);
    const uri = folder.uriOf("config/settings.py");
    const text = 'INSTALLED_APPS = ["shop"]\nFERNET_KEYS = ["the-key"]\n';
    const client = await TestClient.start({ folders: [folder.uri] });
    client.open(uri, text);
    await client.indexed();
    expect(await client.pulled(uri)).toEqual(["1:0-11 warning keys/hard-coded-key"]);
    const action = titled(
      await client.actions(uri, { line: 1, character: 3 }),
      "Read `FERNET_KEYS` from the environment",
    );
    expect(action).toMatchObject({ kind: CodeActionKind.QuickFix, isPreferred: true });
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const after = applyWorkspaceEdit(edit!, new Map([[uri, { version: 1, text }]]));
    expect(after.get(uri)).toContain('FERNET_KEYS = os.environ["FERNET_KEYS"].split(",")');
    expect(after.get(folder.uriOf(".env"))).toBe("FERNET_KEYS=the-key\n");
    expect(await client.actions(uri, { line: 0, character: 3 })).toEqual([]);
  });

  it("say why a fix is missing to who asks for refactorings", async () => {
    const text = MODELS.replace("max_length=20", "max_length=20, primary_key=True");
    const { client, uri } = await scene({ text });
    const actions = await client.actions(uri, NATIONAL_ID, { only: [CodeActionKind.Refactor] });
    expect(actions.find(({ disabled }) => disabled)).toMatchObject({
      title: "Encrypt `national_id`",
      disabled: { reason: expect.stringContaining("primary key") as string },
    });
    const all = await client.actions(uri, NATIONAL_ID);
    expect(all.some(({ disabled }) => disabled)).toBe(false);
  });
});

describe("actions at a class", () => {
  const TWO = MODELS.replace("color", "passport_number");
  const CLASS = { line: 3, character: 8 };

  it("protect all of its fields that lack protection, in one edit over all files", async () => {
    const { client, uri, allAfter } = await scene({ text: TWO });
    const actions = await client.actions(uri, CLASS);
    const action = titled(actions, "Protect all 2 unprotected fields of Customer: encrypt");
    const { edit } = await client.request<CodeAction>("codeAction/resolve", action);
    const after = allAfter(edit);
    expect(after.get(uri)!.match(/EncryptedCharField\(/g)).toHaveLength(2);
    expect(after.get(uri)!).toContain("email = models.EmailField()");
    const annotated = Object.values(edit!.changeAnnotations!).map(({ label }) => label);
    expect(annotated.filter((label) => label.includes("Dependency"))).toHaveLength(1);
  });

  it("are not preferred where that is not right for one of the fields", async () => {
    const preferredWith = async (category: string): Promise<boolean | undefined> => {
      const text = MODELS.replace("    color", `    # fieldguard: category=${category}\n    color`);
      const { client, uri } = await scene({ text });
      return titled(await client.actions(uri, CLASS), "Protect all 2 unprotected fields of Customer: encrypt")
        .isPreferred;
    };
    expect(await preferredWith("user.government_id")).toBe(true);
    // Perhaps it is only compared, and better hashed.
    expect(await preferredWith("user.authorization.credentials")).toBeUndefined();
  });

  it("say of blind indexes what holds for each of the fields", async () => {
    const field = "models.CharField(max_length=20, unique=True)";
    const folder = new ProjectFolder(PROJECT);
    const text = TWO.replaceAll("models.CharField(max_length=20)", field);
    folder.write("shop/migrations/__init__.py", "");
    folder.write(
      "shop/migrations/0001_initial.py",
      dedent(`
        from django.db import migrations, models

        class Migration(migrations.Migration):
            operations = [
                migrations.CreateModel("Customer", [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("national_id", ${field}),
                    ("email", models.EmailField()),
                    ("passport_number", ${field}),
                ]),
            ]
      `),
    );
    const client = await TestClient.start({ folders: [folder.uri] });
    const uri = folder.uriOf("shop/models.py");
    client.open(uri, text);
    titled(
      await client.actions(uri, CLASS),
      "Protect all 2 unprotected fields of Customer: encrypt with blind indexes",
    );
  });

  it("tell what is left, and why", async () => {
    const { client, uri } = await scene({
      text: `${TWO}\n    iban = models.CharField(max_length=34, unique=True)\n`,
    });
    titled(await client.actions(uri, CLASS), "Protect 2 of 3 unprotected fields of Customer");
    const params = { uri, entity: "Customer", field: null, fixId: "encrypt" };
    const plan = await client.request<FixPlanResult>("fieldguard/fixPlan", params);
    expect(plan.notes[0]).toMatch(/^`Customer\.iban` is left as it is: It is unique/);
    const ofApp = await client.request<FixPlanResult>("fieldguard/fixPlan", { ...params, entity: null });
    expect(ofApp.title).toBe(plan.title);
    expect(await client.request("fieldguard/fixPlan", { ...params, fixId: "tokenize" })).toEqual({
      because: expect.stringContaining("There is nothing to do about it") as string,
    });
  });

  it("are none for a class with one such field, nor for clients that cannot show a change of many files first", async () => {
    const one = await scene();
    expect((await one.client.actions(one.uri, CLASS)).filter(({ title }) => title.startsWith("Protect"))).toEqual([]);
    const plain = await scene({ text: TWO, abilities: PLAIN });
    expect((await plain.client.actions(plain.uri, CLASS)).filter(({ title }) => title.startsWith("Protect"))).toEqual(
      [],
    );
  });
});
