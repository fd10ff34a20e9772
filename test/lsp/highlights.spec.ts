import { describe, expect, it } from "vitest";
import { HIGHLIGHTS_REQUEST, type HighlightsResult } from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const TEXT = [
  "from django.db import models",
  "class Customer(models.Model):",
  "    national_id = models.CharField()",
  "    email = models.EmailField()",
  "    newsletter = models.BooleanField()",
  "",
].join("\n");

async function highlights(client: TestClient, uri: string): Promise<HighlightsResult> {
  return client.request(HIGHLIGHTS_REQUEST, { textDocument: { uri } });
}

/** `2:4-15 restricted ○` */
function shown({ highlights: items }: HighlightsResult): readonly string[] {
  return items.map(({ range: { start, end }, level, lacksTreatment }) => {
    const place = `${start.line}:${start.character}-${end.character}`;
    return `${place} ${level} ${lacksTreatment ? "○" : "●"}`;
  });
}

describe("highlights", () => {
  it("mark every sensitive name with its level and whether it lacks its treatment, and no other", async () => {
    const client = await TestClient.start();
    client.open("file:///tmp/models.py", TEXT);
    const result = await highlights(client, "file:///tmp/models.py");
    expect(shown(result)).toEqual(["2:4-15 restricted ○", "3:4-9 confidential ●"]);
    expect(result.version).toBe(1);
  });

  it("belong to the text with its version, the unsaved one before that on disk", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    const client = await TestClient.start({ folders: [folder.uri] });
    const uri = folder.uriOf("models.py");
    expect(shown(await highlights(client, uri))).toHaveLength(2);
    client.open(uri, TEXT);
    client.change(uri, `\n${TEXT}`);
    const result = await highlights(client, uri);
    expect(result.version).toBe(2);
    expect(shown(result)).toEqual(["3:4-15 restricted ○", "4:4-9 confidential ●"]);
  });

  it("leave out tests, which make up their data, and files that declare nothing", async () => {
    const client = await TestClient.start();
    client.open("file:///tmp/test_models.py", TEXT);
    client.open("file:///tmp/views.py", "national_id = 1\n");
    expect(await highlights(client, "file:///tmp/test_models.py")).toEqual({ version: 1, highlights: [] });
    expect(await highlights(client, "file:///tmp/views.py")).toEqual({ version: 1, highlights: [] });
  });
});
