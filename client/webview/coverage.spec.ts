import { expect, it } from "vitest";
import { coverageByApp } from "./coverage.ts";
import { exampleField, TO_DECIDE, TREATED } from "./exampleFields.ts";

it("says of each app how much has its treatment, the one with most to do first", () => {
  const coverage = coverageByApp([
    exampleField("shop/Customer.iban", TREATED),
    exampleField("shop/Customer.email", { level: "confidential", lacksTreatment: false }),
    exampleField("clinic/Patient.diagnosis"),
    exampleField("clinic/Patient.allergies"),
    exampleField("clinic/Patient.room", TO_DECIDE),
  ]);
  expect(coverage).toEqual([
    {
      app: "clinic",
      sensitive: 2,
      treated: 0,
      toDecide: 1,
      segments: [
        { level: "restricted", lacksTreatment: true, count: 2 },
        { level: null, lacksTreatment: false, count: 1 },
      ],
    },
    {
      app: "shop",
      sensitive: 2,
      treated: 2,
      toDecide: 0,
      segments: [
        { level: "restricted", lacksTreatment: false, count: 1 },
        { level: "confidential", lacksTreatment: false, count: 1 },
      ],
    },
  ]);
});
