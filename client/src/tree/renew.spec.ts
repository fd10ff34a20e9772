import { describe, expect, it } from "vitest";
import type { ClassifiedEntity } from "../../../server/src/protocol.ts";
import { exampleEntity, exampleField } from "./classifiedExamples.ts";
import { NO_FILTER } from "./filter.ts";
import { fieldsBelow, type Grouping, type RootNode, rootNodes } from "./nodes.ts";
import { renew } from "./renew.ts";

const CUSTOMER = exampleEntity("Customer", [exampleField("iban"), exampleField("email", { level: "confidential" })]);
const PATIENT = exampleEntity("Patient", [exampleField("diagnosis")], "clinic/models.py");

function roots(entities: readonly ClassifiedEntity[], grouping: Grouping = "level"): readonly RootNode[] {
  return rootNodes(entities, { grouping, filter: NO_FILTER });
}

function names(nodes: readonly RootNode[]): readonly string[] {
  return nodes.flatMap(fieldsBelow).map(({ entity, field }) => `${entity.name}.${field.name}`);
}

describe("renew", () => {
  it("changes nothing where nothing has changed", () => {
    const known = roots([CUSTOMER, PATIENT]);
    expect(renew(known, roots([CUSTOMER, PATIENT]))).toEqual([]);
  });

  it("gives the known nodes their new content and names those that have changed", () => {
    const known = roots([CUSTOMER, PATIENT]);
    const [restricted, confidential] = known;
    const edited = exampleEntity("Patient", [exampleField("diagnosis"), exampleField("allergies")], "clinic/models.py");
    expect(renew(known, roots([CUSTOMER, edited]))).toEqual([restricted]);
    expect(known).toEqual([restricted, confidential]);
    expect(names(known)).toEqual(["Customer.iban", "Patient.diagnosis", "Patient.allergies", "Customer.email"]);
  });

  it("sees an entity go and come", () => {
    const known = roots([CUSTOMER, PATIENT]);
    expect(renew(known, roots([CUSTOMER]))).toHaveLength(1);
    expect(names(known)).toEqual(["Customer.iban", "Customer.email"]);
    expect(renew(known, roots([CUSTOMER, PATIENT]))).toHaveLength(1);
    expect(names(known)).toEqual(["Customer.iban", "Patient.diagnosis", "Customer.email"]);
  });

  it.each(["level", "category"] as const)(
    "names one group when one of 10,000 fields has changed, by %s",
    (grouping) => {
      const levels = ["restricted", "confidential", "internal"] as const;
      const entities = Array.from({ length: 1_000 }, (_, index) => {
        const parts = { level: levels[index % 3]!, category: `category ${index % 3}` };
        const fields = Array.from({ length: 10 }, (_each, number) => exampleField(`field${number}`, parts));
        return exampleEntity(`Entity${index}`, fields, `app${index % 50}/models.py`);
      });
      const [first, ...others] = entities;
      const known = roots(entities, grouping);
      expect(names(known)).toHaveLength(10_000);
      const edited = { ...first!, fields: [...first!.fields, { ...first!.fields[0]!, name: "iban" }] };
      const changed = renew(known, roots([edited, ...others], grouping));
      expect(changed).toHaveLength(1);
      expect(names(changed!)).toContain("Entity0.iban");
      expect(names(known)).toHaveLength(10_001);
    },
  );

  it("does without where other nodes are needed", () => {
    expect(renew(roots([CUSTOMER]), roots([PATIENT]))).toBeNull();
    expect(renew(roots([PATIENT]), roots([CUSTOMER]))).toBeNull();
    expect(renew(roots([CUSTOMER], "entity"), roots([CUSTOMER], "folder"))).toBeNull();
    expect(renew([], roots([CUSTOMER]))).toBeNull();
  });
});
