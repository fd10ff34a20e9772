import type { Hover } from "vscode-languageserver";
import { describe, expect, it, vi } from "vitest";
import { DESCRIPTION_REQUEST } from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const MODELS = `
  //- shop/models.py
  from django.db import models
  class Customer(models.Model):
      national_id = models.CharField(max_length=18)
      passport_number = models.CharField(max_length=20)
  class Visitor(models.Model):
      national_id = models.CharField(max_length=18)
`;

const MIGRATION = `
  //- shop/migrations/0001_initial.py
  from django.db import migrations, models
  class Migration(migrations.Migration):
      operations = [migrations.CreateModel("Customer", [("national_id", models.CharField(max_length=18))])]
`;

async function describedAt(client: TestClient, uri: string, line: number): Promise<string> {
  const hover = await client.request<Hover>(DESCRIPTION_REQUEST, {
    textDocument: { uri },
    position: { line, character: 6 },
  });
  return textOf(hover);
}

/** Without the backslashes of Markdown. */
function textOf({ contents }: Hover): string {
  return (contents as { readonly value: string }).value.replaceAll("\\_", "_");
}

describe("what is said of a field", () => {
  it("tells what the migrations have made of it, as they are now", async () => {
    const folder = new ProjectFolder(MODELS + MIGRATION.slice(1));
    const uri = folder.uriOf("shop/models.py");
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    expect(await describedAt(client, uri, 2)).toContain(
      "The table exists since 0001_initial; the column has always been plain.",
    );
    expect(await describedAt(client, uri, 3)).toContain(
      "The table exists since 0001_initial, and no migration makes this column yet.",
    );
    expect(await describedAt(client, uri, 5)).toContain("No migration makes its table yet.");

    folder.write(
      "shop/migrations/0002_passport.py",
      `from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.AddField("customer", "passport_number", models.CharField(max_length=20))]
`,
    );
    expect(await describedAt(client, uri, 3)).toContain("the column since 0002_passport");
  });

  it("comes with the hover too, of the declaration and of a use", async () => {
    const folder = new ProjectFolder(MODELS + MIGRATION.slice(1));
    const view = "def show(customer):\n    return customer.passport_number\n";
    folder.write("shop/views.py", view);
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    for (const [path, line, character] of [
      ["shop/models.py", 2, 6],
      ["shop/views.py", 1, 24],
    ] as const) {
      // Whoever points at it first may not wait until they are read.
      await vi.waitFor(async () => {
        const hover = await client.hover(folder.uriOf(path), { line, character });
        expect(textOf(hover!)).toContain("The table exists since 0001_initial");
      }, 5000);
    }
  });

  it("is nothing where there are no migrations", async () => {
    const folder = new ProjectFolder(MODELS);
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    const text = await describedAt(client, folder.uriOf("shop/models.py"), 2);
    expect(text).toContain("national identification number");
    expect(text).not.toContain("migration");
  });
});
