import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import type { Clue } from "./clue.ts";
import { siblingsSay, toldBy } from "./siblings.ts";

function clues(...fields: readonly string[]): readonly Clue[] {
  const body = fields.map(
    (field) => `    ${field.includes("=") ? field : `${field} = models.CharField(max_length=50)`}`,
  );
  return siblingsSay([toldBy(declared(readModels(`class Row(models.Model):\n${body.join("\n")}`), "Row").entity)]);
}

const classes = (...fields: readonly string[]): readonly string[] => [
  ...new Set(clues(...fields).map((clue) => clue.class)),
];

describe("siblingsSay", () => {
  it("knows a person by a first name and a date of birth", () => {
    expect(classes("first_name", "date_of_birth = models.DateField()")).toContain("person");
  });

  it("knows a person by a gender and one more demographic detail, not by what groups have as well", () => {
    expect(classes("gender", "nationality")).toContain("person");
    expect(classes("marital_status", "education_level")).not.toContain("person");
  });

  it("knows an address by a city and a postal code, whoever lives there", () => {
    expect(classes("city", "zip_code")).toContain("address");
    expect(classes("client_city", "client_postcode")).toContain("address");
    expect(classes("city")).not.toContain("address");
  });

  it("knows a health record by several clinical values", () => {
    expect(classes("systolic", "heart_rate", "hba1c", "medication")).toContain("health");
    expect(classes("allergies", "name", "color", "size")).not.toContain("health");
  });

  it("knows a card by its verification code and a visit by address and browser", () => {
    expect(classes("cvv", "number")).toContain("card");
    expect(classes("ip_address", "user_agent")).toContain("visit");
    expect(classes("ip_address")).not.toContain("visit");
  });

  it("does not make an order a person for its customer's name", () => {
    expect(classes("customer_first_name", "customer_last_name", "total")).toEqual([]);
  });

  it("does not count switches", () => {
    expect(classes("gender = models.BooleanField()", "x")).toEqual([]);
  });

  it("names the fields it rests on", () => {
    const address = clues("city", "zip_code").find((clue) => clue.class === "address");
    expect(address).toMatchObject({
      fields: ["city", "zip_code"],
      detail: "the same record has `city` and `zip_code`",
    });
  });

  it("knows a health record by measures of a body that mean little alone, and a parcel by its own", () => {
    expect(classes("height", "weight", "temperature")).toContain("health");
    expect(classes("length", "width", "weight")).not.toContain("health");
  });

  it("knows an animal by its breed", () => {
    expect(classes("breed", "age")).toContain("animal");
    expect(classes("brand", "age")).not.toContain("animal");
  });
});
