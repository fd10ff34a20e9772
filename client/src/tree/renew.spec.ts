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

  it("does without where other nodes are needed", () => {
    expect(renew(roots([CUSTOMER]), roots([PATIENT]))).toBeNull();
    expect(renew(roots([PATIENT]), roots([CUSTOMER]))).toBeNull();
    expect(renew(roots([CUSTOMER], "entity"), roots([CUSTOMER], "folder"))).toBeNull();
    expect(renew([], roots([CUSTOMER]))).toBeNull();
  });
});
