import { describe, expect, it, vi } from "vitest";
import { readModels } from "../../../../test/support/models.ts";
import { EntityIndex } from "./entityIndex.ts";
import { ModuleIndex } from "./moduleIndex.ts";

const RELATION = "models.ForeignKey('people.Person', on_delete=models.CASCADE)";

/** An index of files that each declare classes with one field of their own. */
function indexOf(files: Readonly<Record<string, string>>): EntityIndex {
  const index = new EntityIndex();
  for (const [path, source] of Object.entries(files)) index.replace(path, readModels(source, path));
  return index;
}

const row = (name: string, field = "x = models.TextField()", bases = "models.Model"): string =>
  `class ${name}(${bases}):\n    ${field}`;

describe("EntityIndex", () => {
  const from = readModels(row("Row"), "shop/orders/models.py");

  it("finds what another file declares, and nothing in the file that asks", () => {
    const index = indexOf({ "people/models.py": row("Person"), "shop/orders/models.py": row("Row") });
    expect(index.lookup.find("people.Person", from)?.schema.path).toBe("people/models.py");
    expect(index.lookup.find("Row", from)).toBeNull();
    expect(index.lookup.find("Nobody", from)).toBeNull();
  });

  it("takes of several the one that the name points at, else the nearest, else none", () => {
    const index = indexOf({
      "people/models.py": row("Person"),
      "shop/staff/models.py": row("Person"),
      "a/models.py": row("Thing"),
      "b/models.py": row("Thing"),
    });
    expect(index.lookup.find("people.models.Person", from)?.schema.path).toBe("people/models.py");
    expect(index.lookup.find("Person", from)?.schema.path).toBe("shop/staff/models.py");
    expect(index.lookup.find("Thing", from)).toBeNull();
  });

  it("asks once for the app of each of the models that are called the same", () => {
    const files = Array.from({ length: 100 }, (_, app) => [
      [`app${app}/models.py`, row("Person")] as const,
      [`app${app}/orders.py`, row("Order", "who = models.ForeignKey('Person', on_delete=models.CASCADE)")] as const,
    ]).flat();
    const modules = new ModuleIndex();
    const index = new EntityIndex(modules);
    modules.setFiles(files.map(([path]) => path));
    for (const [path, text] of files) index.replace(path, readModels(text, path));
    const asked = vi.spyOn(modules, "appLabelFor");
    for (let app = 0; app < 100; app++) {
      const order = readModels(row("Order"), `app${app}/orders.py`);
      expect(index.lookup.find("Person", order)?.schema.path).toBe(`app${app}/models.py`);
    }
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2 * 100);
  });

  it("looks at each import of a file once, however many names are asked for", () => {
    const names = Array.from({ length: 100 }, (_, index) => `Person${index}`);
    const text = `${names.map((name) => `from people.models import ${name}\n`).join("")}\n${row("Order")}`;
    const index = indexOf({ "people/models.py": names.map((name) => row(name)).join("\n\n") });
    const read = readModels(text, "shop/models.py");
    let looks = 0;
    const bound = read.module!.names.map(({ name, bound: to }) => ({
      name,
      get bound() {
        looks++;
        return to;
      },
    }));
    const schema = { ...read, module: { ...read.module!, names: bound } };
    for (const name of names) expect(index.lookup.find(`people.models.${name}`, schema)?.entity.name).toBe(name);
    expect(looks).toBeLessThan(10 * names.length);
  });

  it("forgets what a file no longer declares", () => {
    const index = indexOf({ "people/models.py": row("Person") });
    expect([...index.replace("people/models.py", readModels(row("Human"), "people/models.py"))]).toEqual([
      "Person",
      "Human",
    ]);
    expect(index.lookup.find("Person", from)).toBeNull();
    expect([...index.replace("people/models.py", null)]).toEqual(["Human"]);
    expect(index.lookup.find("Human", from)).toBeNull();
  });

  it("tells another lookup only when something means something else", () => {
    const index = indexOf({ "people/models.py": row("Person") });
    const before = index.lookup;
    expect(index.replace("people/models.py", readModels(`\n\n${row("Person")}`, "people/models.py")).size).toBe(0);
    expect(index.lookup).toBe(before);
    const renamed = readModels(row("Person", "y = models.TextField()"), "people/models.py");
    expect([...index.replace("people/models.py", renamed)]).toEqual(["Person"]);
    expect(index.lookup).not.toBe(before);
  });

  it("takes a relation that may be empty for another, but no other field", () => {
    const index = indexOf({ "orders/models.py": row("Order", `by = ${RELATION}`), "people/models.py": row("Person") });
    const changed = (path: string, source: string): readonly string[] => [
      ...index.replace(path, readModels(source, path)),
    ];
    expect(changed("orders/models.py", row("Order", `by = ${RELATION.replace(")", ", null=True)")}`))).toEqual([
      "Order",
    ]);
    expect(changed("people/models.py", row("Person", "x = models.TextField(null=True)"))).toEqual([]);
  });

  it("knows which files depend on a name, directly or over others", () => {
    const index = indexOf({
      "people/models.py": row("Person"),
      "orders/models.py": row("Order", `by = ${RELATION}`),
      "items/models.py": row("Item", "x = models.TextField()", "Order"),
      "other/models.py": row("Other"),
    });
    expect([...index.dependentsOf(new Set(["Person"]))].toSorted()).toEqual(["items/models.py", "orders/models.py"]);
    expect([...index.dependentsOf(new Set(["Other"]))]).toEqual([]);
  });
});
