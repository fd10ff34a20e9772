import { describe, expect, it } from "vitest";
import type { PanelField } from "../../src/panel/messages.ts";
import { exampleField, TO_DECIDE, TREATED } from "../exampleFields.ts";
import { MAX_TILES, pictureOf, type PictureNode, worstLevel } from "./picture.ts";

const ALL = { kind: "all" } as const;

function outline(nodes: readonly PictureNode[]): unknown {
  return nodes.map((node) => (node.kind === "field" ? node.label : [node.label, outline(node.children)]));
}

function manyFields(count: number, perEntity: number): readonly PanelField[] {
  return Array.from({ length: count }, (_, index) =>
    exampleField(`shop/E${Math.floor(index / perEntity)}.f${index % perEntity}`),
  );
}

describe("pictureOf", () => {
  const fields = [
    exampleField("shop/Customer.email", { level: "confidential", lacksTreatment: false }),
    exampleField("shop/Customer.iban"),
    exampleField("shop/Order.note", TO_DECIDE),
    exampleField("clinic/Patient.diagnosis"),
  ];

  it("holds apps, entities and fields, the largest and the most urgent first", () => {
    const { apps, depth } = pictureOf(fields, ALL);
    expect(depth).toBe("field");
    expect(outline(apps)).toEqual([
      [
        "shop",
        [
          ["Customer", ["iban", "email"]],
          ["Order", ["note"]],
        ],
      ],
      ["clinic", [["Patient", ["diagnosis"]]]],
    ]);
  });

  it("holds what the panel is narrowed to", () => {
    const { apps } = pictureOf(fields, { kind: "entity", app: "shop", entityId: fields[1]!.entityId });
    expect(outline(apps)).toEqual([["shop", [["Customer", ["iban", "email"]]]]]);
  });

  it("stops at entities, then at apps, where tiles would be too many", () => {
    expect(pictureOf(manyFields(MAX_TILES, 10), ALL).depth).toBe("field");
    const entities = pictureOf(manyFields(MAX_TILES + 1, 10), ALL);
    expect(entities.depth).toBe("entity");
    expect(entities.apps[0]!.children).toHaveLength(MAX_TILES / 10 + 1);
    const apps = pictureOf(manyFields(MAX_TILES + 1, 1), ALL);
    expect(apps.depth).toBe("app");
    expect(apps.apps[0]!.children).toEqual([]);
  });
});

describe("worstLevel", () => {
  it("is the highest level of what is known", () => {
    const email = exampleField("shop/A.email", { level: "confidential" });
    expect(worstLevel([email, exampleField("shop/A.iban", TREATED)])).toBe("restricted");
    expect(worstLevel([email, exampleField("shop/A.number", TO_DECIDE)])).toBe("confidential");
    expect(worstLevel([exampleField("shop/A.number", TO_DECIDE)])).toBeNull();
  });
});
