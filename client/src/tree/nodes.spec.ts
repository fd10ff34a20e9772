import { describe, expect, it } from "vitest";
import type { ClassifiedEntity, ClassifiedFieldModel, Level } from "../../../server/src/protocol.ts";
import { groupNodes, indexNodes } from "./nodes.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function field(name: string, level: Level | null, verdict: "sensitive" | "review" = "sensitive"): ClassifiedFieldModel {
  return {
    name,
    range,
    type: "CharField",
    verdict,
    category: "user",
    gloss: "data",
    level,
    treatment: "encrypt",
    confidence: 0.9,
    evidence: [],
    protection: { kind: "none", by: null },
    lacksTreatment: true,
    findings: [],
  };
}

function entity(name: string, fields: readonly ClassifiedFieldModel[]): ClassifiedEntity {
  return { folder: "file:///p", path: "a.py", uri: "file:///p/a.py", app: "p", name, abstract: false, range, fields };
}

function outline(entities: readonly ClassifiedEntity[]): readonly string[] {
  return groupNodes(entities).flatMap(({ group, entities: nodes }) =>
    nodes.flatMap((node) => node.fields.map((child) => `${group} ${node.entity.name}.${child.field.name}`)),
  );
}

describe("groupNodes", () => {
  it("puts what is to be decided first, then the worst level, whatever the order in the file", () => {
    const customer = entity("Customer", [
      field("nickname", "internal"),
      field("email", "confidential"),
      field("iban", "restricted"),
      field("number", "restricted", "review"),
    ]);
    expect(outline([customer])).toEqual([
      "review Customer.number",
      "restricted Customer.iban",
      "confidential Customer.email",
      "internal Customer.nickname",
    ]);
  });

  it("leaves out groups and entities that hold nothing", () => {
    const groups = groupNodes([entity("Basket", []), entity("Customer", [field("iban", "restricted")])]);
    expect(groups.map(({ group }) => group)).toEqual(["restricted"]);
    expect(groups[0]?.entities.map((node) => node.entity.name)).toEqual(["Customer"]);
  });

  it("keeps the ids of what stays when something is declared above it", () => {
    const iban = field("iban", "restricted");
    const before = [...indexNodes(groupNodes([entity("Customer", [iban])])).keys()];
    const after = indexNodes(
      groupNodes([entity("Added", [iban]), entity("Customer", [field("pin", "restricted"), iban])]),
    );
    expect(before).toHaveLength(3);
    for (const id of before) expect(after.has(id)).toBe(true);
  });

  it("gives two declarations of one name different ids", () => {
    const twice = entity("Customer", [field("iban", "restricted"), field("iban", "restricted")]);
    // A group, two entities, four fields.
    expect(indexNodes(groupNodes([twice, twice])).size).toBe(7);
  });

  it("names each node's parent", () => {
    const nodes = indexNodes(groupNodes([entity("Customer", [field("iban", "restricted")])]));
    for (const node of nodes.values()) {
      if (node.kind !== "group") expect(nodes.has(node.parentId)).toBe(true);
    }
  });
});
