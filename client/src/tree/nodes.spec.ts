import { describe, expect, it } from "vitest";
import type { ClassifiedEntity } from "../../../server/src/protocol.ts";
import { exampleEntity, exampleField } from "./classifiedExamples.ts";
import { NO_FILTER } from "./filter.ts";
import {
  childrenOf,
  fieldsBelow,
  type Grouping,
  parentOf,
  rootNodes,
  type TreeNode,
  type TreeOptions,
} from "./nodes.ts";

const CUSTOMER = exampleEntity("Customer", [
  exampleField("nickname", { level: "internal", lacksTreatment: false }),
  exampleField("email", { level: "confidential", category: "user.contact.email", gloss: "an email address" }),
  exampleField("iban", { category: "user.financial.bank_account", gloss: "the account at a bank" }),
  exampleField("number", { verdict: "review" }),
]);
const PATIENT = exampleEntity("Patient", [exampleField("national_id")], "clinic/models/patient.py");

function by(grouping: Grouping, filter: Partial<TreeOptions["filter"]> = {}): TreeOptions {
  return { grouping, filter: { ...NO_FILTER, ...filter } };
}

/** Each node by its name, children further right. */
function outline(entities: readonly ClassifiedEntity[], options: TreeOptions): readonly string[] {
  const lines = (node: TreeNode, indent: string): readonly string[] => [
    indent + nameOf(node),
    ...childrenOf(node).flatMap((child) => lines(child, `${indent}  `)),
  ];
  return rootNodes(entities, options).flatMap((root) => lines(root, ""));
}

function nameOf(node: TreeNode): string {
  switch (node.kind) {
    case "field":
      return `${node.entity.name}.${node.field.name}`;
    case "entity":
      return node.entity.name;
    case "group": {
      const { group } = node;
      if (group.by === "review") return "review";
      if (group.by === "third-party") return "third-party";
      return group.by === "level" ? group.level : group.by === "category" ? group.gloss : group.path;
    }
  }
}

function allNodes(entities: readonly ClassifiedEntity[], options: TreeOptions): readonly TreeNode[] {
  const below = (node: TreeNode): readonly TreeNode[] => [node, ...childrenOf(node).flatMap(below)];
  return rootNodes(entities, options).flatMap(below);
}

const GROUPINGS: readonly Grouping[] = ["level", "category", "entity", "folder"];

describe("rootNodes", () => {
  it("groups by level: what is to be decided first, then the worst, whatever the order in the file", () => {
    expect(outline([CUSTOMER, PATIENT], by("level"))).toEqual([
      "review",
      "  Customer",
      "    Customer.number",
      "restricted",
      "  Customer",
      "    Customer.iban",
      "  Patient",
      "    Patient.national_id",
      "confidential",
      "  Customer",
      "    Customer.email",
      "internal",
      "  Customer",
      "    Customer.nickname",
    ]);
  });

  it("groups by category, the worst level first, then by name without its article, with the fields right below", () => {
    const order = exampleEntity("Order", [
      exampleField("ip", { category: "user.device.ip_address", gloss: "an IP address", level: "confidential" }),
      exampleField("city", { category: "user.contact.address.city", gloss: "a city", level: "confidential" }),
    ]);
    expect(outline([CUSTOMER, PATIENT, order], by("category"))).toEqual([
      "review",
      "  Customer",
      "    Customer.number",
      "the account at a bank",
      "  Customer.iban",
      "a national identification number",
      "  Customer.nickname",
      "  Patient.national_id",
      "a city",
      "  Order.city",
      "an email address",
      "  Customer.email",
      "an IP address",
      "  Order.ip",
    ]);
  });

  it("groups by entity, in the order of the files", () => {
    expect(outline([CUSTOMER, PATIENT], by("entity"))).toEqual([
      "review",
      "  Customer",
      "    Customer.number",
      "Customer",
      "  Customer.nickname",
      "  Customer.email",
      "  Customer.iban",
      "Patient",
      "  Patient.national_id",
    ]);
  });

  it("groups by folder, in alphabetical order", () => {
    const atTheRoot = exampleEntity("Note", [exampleField("text")], "models.py");
    expect(outline([CUSTOMER, PATIENT, atTheRoot], by("folder")).filter((line) => !line.startsWith(" "))).toEqual([
      "review",
      "",
      "clinic/models",
      "shop",
    ]);
  });

  it("keeps folders of the same path in several workspace folders apart", () => {
    const elsewhere = { ...CUSTOMER, folder: "file:///q", uri: "file:///q/shop/models.py" };
    expect(rootNodes([CUSTOMER, elsewhere], by("folder"))).toHaveLength(3);
  });

  it.each(GROUPINGS)("leaves out whatever holds nothing, by %s", (grouping) => {
    const options = by(grouping, { kinds: ["confidential"] });
    expect(
      outline([exampleEntity("Basket", []), CUSTOMER, PATIENT], options)
        .at(-1)
        ?.trim(),
    ).toBe("Customer.email");
    expect(rootNodes([exampleEntity("Basket", []), CUSTOMER, PATIENT], options)).toHaveLength(1);
    expect(rootNodes([exampleEntity("Basket", [])], by(grouping))).toEqual([]);
  });

  it.each(GROUPINGS)("shows every field once, by %s", (grouping) => {
    const fields = rootNodes([CUSTOMER, PATIENT], by(grouping)).flatMap(fieldsBelow);
    expect(fields.map(nameOf).sort()).toEqual([
      "Customer.email",
      "Customer.iban",
      "Customer.nickname",
      "Customer.number",
      "Patient.national_id",
    ]);
  });
});

describe("models of installed packages", () => {
  const user: ClassifiedEntity = {
    ...exampleEntity(
      "User",
      [exampleField("email", { level: "confidential", lacksTreatment: false })],
      "auth/models.py",
    ),
    package: { name: "Django", version: "5.2.19", otherVersion: null },
  };

  it.each(GROUPINGS)("stand in a group of their own at the end, by %s", (grouping) => {
    const roots = rootNodes([PATIENT, CUSTOMER], by(grouping), [user]);
    const last = roots.at(-1)!;
    expect(nameOf(last)).toBe("third-party");
    expect(fieldsBelow(last).map(nameOf)).toEqual(["User.email"]);
    expect(roots.slice(0, -1).map(nameOf)).toEqual(rootNodes([PATIENT, CUSTOMER], by(grouping)).map(nameOf));
  });

  it("are searched and filtered like others, and lack nothing", () => {
    expect(rootNodes([], by("level", { text: "email" }), [user]).map(nameOf)).toEqual(["third-party"]);
    expect(rootNodes([], by("level", { text: "iban" }), [user])).toEqual([]);
    expect(rootNodes([], by("level", { lackingOnly: true }), [user])).toEqual([]);
  });

  it("keep apart what two folders have", () => {
    const nodes = [user, { ...user, folder: "file:///q" }];
    const [group] = rootNodes([], by("entity"), nodes);
    expect(new Set(childrenOf(group!).map(({ id }) => id)).size).toBe(2);
  });
});

describe("ids", () => {
  it.each(GROUPINGS)("of what stays are kept when something is declared above it, by %s", (grouping) => {
    const iban = exampleField("iban");
    const before = allNodes([exampleEntity("Customer", [iban])], by(grouping)).map(({ id }) => id);
    const later = [exampleEntity("Added", [iban]), exampleEntity("Customer", [exampleField("pin"), iban])];
    const after = new Set(allNodes(later, by(grouping)).map(({ id }) => id));
    for (const id of before) expect(after).toContain(id);
  });

  it.each(GROUPINGS)("of two declarations of one name are different, by %s", (grouping) => {
    const twice = exampleEntity("Customer", [exampleField("iban"), exampleField("iban")]);
    const nodes = allNodes([twice, { ...twice }], by(grouping));
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    expect(nodes.filter(({ kind }) => kind === "field")).toHaveLength(4);
  });

  it.each(GROUPINGS)("in a search are others, so that it opens nothing for later, by %s", (grouping) => {
    const ids = new Set(allNodes([CUSTOMER], by(grouping)).map(({ id }) => id));
    const found = allNodes([CUSTOMER], by(grouping, { text: "iban" }));
    expect(found.length).toBeGreaterThan(1);
    for (const { id, kind } of found) {
      expect(ids).not.toContain(id);
      expect(kind).toBeDefined();
    }
  });
});

describe("nodes", () => {
  it.each(GROUPINGS)("know their parents, by %s", (grouping) => {
    for (const node of allNodes([CUSTOMER, PATIENT], by(grouping))) {
      for (const child of childrenOf(node)) expect(parentOf(child)).toBe(node);
    }
    for (const root of rootNodes([CUSTOMER], by(grouping))) expect(parentOf(root)).toBeUndefined();
  });

  it("are open where a person should look first, and everywhere in a search with few results", () => {
    const open = (options: TreeOptions): readonly string[] =>
      allNodes([CUSTOMER], options)
        .filter((node) => node.kind === "group" && node.isExpanded)
        .map(nameOf);
    expect(open(by("level"))).toEqual(["review", "restricted"]);
    expect(open(by("category"))).toEqual(["review"]);
    expect(open(by("level", { text: "customer" }))).toEqual(["review", "restricted", "confidential", "internal"]);
  });

  it("are closed below a group of many fields", () => {
    const many = Array.from({ length: 101 }, (_, index) => exampleEntity(`Entity${index}`, [exampleField("iban")]));
    const isOpen = (entities: readonly ClassifiedEntity[]): readonly boolean[] =>
      allNodes(entities, by("level")).flatMap((node) => (node.kind === "entity" ? [node.isExpanded] : []));
    expect(isOpen(many.slice(1)).every((open) => open)).toBe(true);
    expect(isOpen(many).some((open) => open)).toBe(false);
  });
});
