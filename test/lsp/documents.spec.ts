import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { dedent } from "../support/fixture.ts";
import { HIGHLIGHTS_REQUEST, SCAN_REQUEST } from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const URI = "file:///tmp/models.py";
const CUSTOMER = dedent(`
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField(max_length=20)
      color = models.CharField(max_length=20)
`);
const FOUND = "4:4-15 warning storage/plaintext-field";

async function found(text: string): Promise<readonly string[]> {
  const client = await TestClient.start();
  client.open(URI, text);
  return client.pulled(URI);
}

describe("documents that are not in order", () => {
  it("keep their findings around a half-typed line", async () => {
    const text = CUSTOMER.replace(
      "    color = models.CharField(max_length=20)",
      "    color = models.CharField(max_len",
    );
    expect(await found(text)).toEqual([FOUND]);
    expect(await found(CUSTOMER.replace("color = models.CharField(max_length=20)", "col"))).toEqual([FOUND]);
  });

  it("keep their findings around a merge conflict", async () => {
    const conflict =
      "<<<<<<< HEAD\n    color = models.CharField()\n=======\n    hue = models.CharField()\n>>>>>>> theirs\n";
    expect(await found(`${CUSTOMER}\n${conflict}`)).toEqual([FOUND]);
  });

  it.each([
    ["empty", ""],
    ["only line breaks", "\r\n\r\r\n\n"],
    ["binary", "\0\u0001\u0002PK\u0003\0\ufffd".repeat(1000)],
    ["an unterminated string", "x = '''" + "models.Model ".repeat(1000)],
    ["nothing but brackets", `from django.db import models\n${"(".repeat(20_000)}`],
    [
      "deep indentation",
      Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}class A(models.Model):`).join("\n"),
    ],
    ["half of a surrogate pair", "from django.db import models\n\ud83d = '\ude00'\n"],
  ])("are answered with nothing: %s", async (_, text) => {
    expect(await found(text)).toEqual([]);
  });

  it("are answered quickly and with nothing when they are larger than any source", async () => {
    const client = await TestClient.start();
    client.open(URI, CUSTOMER + "# filler\n".repeat(2_300_000));
    expect(await client.pulled(URI)).toEqual([]);
    client.change(URI, CUSTOMER);
    expect(await client.pulled(URI)).toEqual([FOUND]);
  });

  it.each([
    "untitled:Untitled-1",
    "git:/tmp/models.py?x",
    "output:fieldguard",
    "vscode-notebook-cell:/tmp/a.ipynb#W0",
    "",
    "%%%",
    "file:",
  ])("are answered with nothing when they are no files: %s", async (uri) => {
    const client = await TestClient.start();
    client.open(uri, CUSTOMER);
    const textDocument = { uri };
    expect(await client.pulled(uri)).toEqual([]);
    expect(await client.hover(uri, { line: 4, character: 6 })).toBeNull();
    expect(await client.actions(uri, { line: 4, character: 6 })).toEqual([]);
    expect(await client.request("textDocument/codeLens", { textDocument })).toEqual([]);
    expect(await client.request(HIGHLIGHTS_REQUEST, { textDocument })).toEqual({ version: null, highlights: [] });
    client.change(uri, "x");
    client.close(uri);
  });

  it("are known under every spelling of their URI", async () => {
    const client = await TestClient.start();
    client.open("file:///c%3A/Pro%20ject/models.py", CUSTOMER);
    expect(await client.pulled("file:///C:/Pro ject/models.py")).toEqual([FOUND]);
  });

  it("that are changed or closed without having been opened do no harm", async () => {
    const client = await TestClient.start();
    client.change(URI, CUSTOMER);
    client.close(URI);
    expect(await client.pulled(URI)).toEqual([]);
  });

  it("on disk are read in their own encoding or left out", async () => {
    const folder = new ProjectFolder();
    folder.write("mark.py", `\ufeff${CUSTOMER}`);
    folder.write("wide.py", new Uint8Array(Buffer.from(`\ufeff${CUSTOMER}`, "utf16le")));
    folder.write("latin.py", new Uint8Array(Buffer.from(`# coding: latin-1\n# é\n${CUSTOMER}`, "latin1")));
    folder.write("wrong.py", new Uint8Array(Buffer.from(`# é\n${CUSTOMER}`, "latin1")));
    folder.write("huge.py", CUSTOMER + "#".repeat(2_000_001));
    folder.write("loop/models.py", CUSTOMER);
    folder.link("loop/again", folder.path);
    const client = await TestClient.start({ folders: [folder.uri] });
    expect(await client.indexed()).toEqual([
      "latin.py Customer.national_id",
      "loop/models.py Customer.national_id",
      "mark.py Customer.national_id",
      "wide.py Customer.national_id",
    ]);
    expect(await client.pulled(folder.uriOf("mark.py"))).toEqual([FOUND]);
    expect(await client.pulled(folder.uriOf("latin.py"))).toEqual(["6:4-15 warning storage/plaintext-field"]);
  });
});

describe("positions", () => {
  it("count UTF-16 units, after emoji and with every kind of line break", async () => {
    const text = "from django.db import models\r\nclass A(models.Model):\r  '😀'; national_id = models.CharField()\n";
    expect(await found(text)).toEqual(["2:8-19 warning storage/plaintext-field"]);
  });
});

const PIECES = [
  "from django.db import models\n",
  "class Customer(models.Model):\n",
  "    national_id = models.CharField(max_length=20)\n",
  "    e_mail = models.EmailField(help_text='😀')\r\n",
  "    ssn = models.CharField(\n        max_length=11,\n    )\n",
  "\r",
  "é😀",
  "(",
  "'''",
  "    ",
  "# fieldguard: ignore reviewed\n",
];

const edit = fc.record({ from: fc.nat(400), length: fc.nat(40), text: fc.constantFrom("", ...PIECES) });

describe("incremental changes", () => {
  it("lead to the same findings as the whole text would", async () => {
    const client = await TestClient.start();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        async (steps) => {
          const uri = `file:///tmp/edited-${++run}.py`;
          const fresh = `file:///tmp/fresh-${run}.py`;
          const start = PIECES.slice(0, 5).join("");
          let document = TextDocument.create(uri, "python", 1, start);
          client.open(uri, start);
          for (const step of steps) {
            const changes: TextDocumentContentChangeEvent[] = [];
            for (const { from, length, text } of step) {
              const range = { start: document.positionAt(from), end: document.positionAt(from + length) };
              changes.push({ range, text });
              document = TextDocument.update(document, [changes.at(-1)!], document.version + 1);
            }
            client.change(uri, changes);
          }
          client.open(fresh, document.getText());
          const [edited, whole] = await Promise.all([client.pull(uri), client.pull(fresh)]);
          client.close(uri);
          client.close(fresh);
          const plain = (report: object): string =>
            JSON.stringify({ ...report, resultId: "" }).replaceAll(`edited-${run}`, `fresh-${run}`);
          expect(plain(edited)).toBe(plain(whole));
        },
      ),
      { seed: 20_261, numRuns: 150 },
    );
  });
});

describe("a scan", () => {
  it("finds what the client has not told of", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", "from django.db import models\nclass A(models.Model):\n    iban = models.CharField()\n");
    const client = await TestClient.start({ folders: [folder.uri] });
    expect(await client.indexed()).toEqual(["models.py A.iban"]);
    folder.write(
      "more/models.py",
      "from django.db import models\nclass B(models.Model):\n    ssn = models.CharField()\n",
    );
    expect(await client.indexed()).toEqual(["models.py A.iban"]);
    expect(await client.request(SCAN_REQUEST)).toBeNull();
    expect(await client.indexed()).toEqual(["models.py A.iban", "more/models.py B.ssn"]);
  });
});
