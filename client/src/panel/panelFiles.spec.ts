import { describe, expect, it } from "vitest";
import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";
import { PanelFiles } from "./panelFiles.ts";

const range = { start: { line: 6, character: 4 }, end: { line: 6, character: 9 } };

function field(name: string): ClassifiedFieldModel {
  return {
    name,
    range,
    type: "CharField",
    verdict: "sensitive",
    category: "user.financial.bank_account",
    gloss: "a bank account",
    level: "restricted",
    treatment: "encrypt",
    confidence: 0.9,
    evidence: [],
    protection: { kind: "none", by: null },
    lacksTreatment: true,
    findings: [],
  };
}

function entity(path: string, name: string, ...fields: readonly string[]): ClassifiedEntity {
  const uri = `file:///p/${path}`;
  return { folder: "file:///p", path, uri, app: "shop", name, abstract: false, range, fields: fields.map(field) };
}

const noFolder = (): string => "";

describe("PanelFiles", () => {
  const customer = entity("a.py", "Customer", "iban");
  const order = entity("a.py", "Order", "note");
  const patient = entity("b.py", "Patient", "diagnosis");

  it("tells a page everything once, then only of files that changed", () => {
    const files = new PanelFiles();
    expect(files.update([customer, order, patient], noFolder).map(({ uri }) => uri)).toEqual([
      "file:///p/a.py",
      "file:///p/b.py",
    ]);
    expect(files.update([customer, order, patient], noFolder)).toEqual([]);
    const changed = files.update([customer, entity("a.py", "Order", "note", "pin"), patient], noFolder);
    expect(changed.map(({ uri, fields }) => [uri, fields.map(({ name }) => name)])).toEqual([
      ["file:///p/a.py", ["iban", "note", "pin"]],
    ]);
  });

  it("names files that are gone, without fields", () => {
    const files = new PanelFiles();
    files.update([customer, patient], noFolder);
    expect(files.update([patient], noFolder)).toEqual([{ uri: "file:///p/a.py", fields: [] }]);
    expect(files.find(["file:///p/a.py#Customer.iban"])).toEqual([]);
  });

  it("shows what a person reads: words, lines from 1, the folder's name where there are several", () => {
    const files = new PanelFiles();
    const [file] = files.update([customer], () => "backend");
    expect(file?.fields[0]).toMatchObject({
      category: "bank account",
      line: 7,
      path: "backend/a.py",
      app: "backend/shop",
      entityId: "file:///p/a.py#Customer",
    });
  });

  it("finds fields by their keys, in the order asked for, and tells two of one name apart", () => {
    const files = new PanelFiles();
    const [file] = files.update([customer, entity("a.py", "Customer", "iban", "pin")], noFolder);
    const keys = file!.fields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(files.find([keys[2]!, "gone", keys[0]!]).map(({ shown }) => shown.name)).toEqual(["pin", "iban"]);
  });
});
