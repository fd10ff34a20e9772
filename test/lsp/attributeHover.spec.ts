import { describe, expect, it } from "vitest";
import type { MarkupContent } from "vscode-languageserver/node";
import { parseFixture } from "../support/fixture.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { type ClientOptions, TestClient } from "./testClient.ts";

const MODELS = `
//- shop/models.py
from django.db import models
class Customer(models.Model):
    national_id = models.CharField()
    email = models.EmailField()
    newsletter = models.BooleanField()
//- clinic/models.py
from django.db import models
class Patient(models.Model):
    email = models.EmailField()
`;

/** The hover at the cursor of `source`, an open file beside the models. */
async function hoverAt(source: string, options: ClientOptions = {}, project = MODELS): Promise<string | null> {
  const folder = new ProjectFolder(project);
  const client = await TestClient.start({ folders: [folder.uri], ...options });
  await client.indexed();
  const { files, cursor } = parseFixture(source);
  const uri = folder.uriOf("shop/views.py");
  const text = files.get("models.py")!;
  client.open(uri, text);
  const before = text.slice(0, cursor!.offset).split("\n");
  const hover = await client.hover(uri, { line: before.length - 1, character: before.at(-1)!.length });
  const contents = hover?.contents as MarkupContent | undefined;
  return contents?.value.replaceAll(folder.uri, "") ?? null;
}

describe("hover on an attribute", () => {
  it("says what the field holds that the code tells, and where it is declared", async () => {
    const text = await hoverAt("x = Customer.objects.get(pk=1)\nprint(x.national_$0id)\n");
    expect(text).toMatch(/^\*\*Customer\.national\\_id\*\* holds a national identification number/);
    expect(text).toContain("stored: **not encrypted**");
    expect(text).toMatch(/Declared in \[shop\/models\\?\.py\]\(\/shop\/models\.py#L3\)\.$/m);
  });

  it("names the clauses that are relevant to it in the regimes of the policy", async () => {
    const source = "x = Customer.objects.get(pk=1)\nprint(x.national_$0id)\n";
    const text = await hoverAt(source, {}, `${MODELS}//- fieldguard.yml\nregimes: [gdpr]\n`);
    expect(text).toMatch(/^Relevant to:\n(- .*\n)+- GDPR Art\\?\. 87 \\?\(a country may set conditions .*\\?\)$/m);
    expect(await hoverAt(source)).not.toContain("Relevant to");
  });

  it("says so when only the name tells", async () => {
    const text = await hoverAt("customer.ema$0il\n");
    expect(text).toMatch(/^\*\*Customer\.email\*\*/);
    expect(text).toMatch(/That this is a Customer is told by its name alone\.$/m);
  });

  it("says one of several where nothing tells which", async () => {
    const text = await hoverAt("x.ema$0il\n");
    expect(text).toMatch(/^\*\*email\*\* may be one of these sensitive fields; the code here does not say which:/);
    expect(text).toContain("**Customer.email**");
    expect(text).toContain("**Patient.email**");
  });

  it("says that it may be another where one field has the name and nothing tells more", async () => {
    expect(await hoverAt("x.national_$0id\n")).toMatch(/it may be another\.$/m);
  });

  it("is plain text for a client that knows no Markdown", async () => {
    const text = await hoverAt("customer.ema$0il\n", { abilities: { markdown: false } });
    expect(text).toContain("Declared in shop/models.py.");
    expect(text).not.toMatch(/\*\*|\]\(/);
  });

  it.each([
    ["an attribute that is not sensitive", "customer.newslet$0ter\n"],
    ["an attribute that nobody declares", "customer.favou$0rite\n"],
    ["a class without the field", "Patient().national_$0id\n"],
    ["a class that is no model", "class CustomerForm:\n    def f(self):\n        self.ema$0il\n"],
    ["a string", 'x = "customer.ema$0il"\n'],
  ])("says nothing on %s", async (_, source) => {
    expect(await hoverAt(source)).toBeNull();
  });
});
