import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { argumentsSay, uploadFolderSays } from "./arguments.ts";

function fieldFrom(declaration: string): ReturnType<typeof declared>["field"] {
  return declared(readModels(`class Thing(models.Model):\n    ${declaration}`), "Thing").field;
}

describe("uploadFolderSays", () => {
  it("reads the folder", () => {
    const candidates = uploadFolderSays(fieldFrom('x = models.FileField(upload_to="passports/%Y/")'));
    expect(candidates.map((candidate) => candidate.category)).toContain("user.government_id.passport_number");
  });

  it("reads what a folder's name ends with, but for words for files", () => {
    const categories = (folder: string): readonly string[] =>
      uploadFolderSays(fieldFrom(`x = models.FileField(upload_to="${folder}")`)).map(({ category }) => category);
    expect(categories("users/passport_scans/")).toContain("user.government_id.passport_number");
    expect(categories("job_listings/")).toEqual([]);
  });

  it("is silent about other folders and about functions", () => {
    expect(uploadFolderSays(fieldFrom('x = models.FileField(upload_to="downloads/")'))).toEqual([]);
    expect(uploadFolderSays(fieldFrom("x = models.FileField(upload_to=passports)"))).toEqual([]);
  });
});

describe("argumentsSay", () => {
  const details = (declaration: string, category: string): readonly string[] =>
    argumentsSay(fieldFrom(declaration), category).map((item) => item.detail);

  it("doubts a name that people choose from a list, not a gender", () => {
    const declaration = 'x = models.CharField(max_length=50, choices=[("a", "A")])';
    expect(details(declaration, "user.name")).toEqual(["it is chosen from a fixed list"]);
    expect(details(declaration, "user.demographic.gender")).toEqual([]);
  });

  it("doubts a phone number of two characters", () => {
    expect(details("x = models.CharField(max_length=2)", "user.contact.phone_number")).toEqual([
      "2 characters are too few for that",
    ]);
    expect(details("x = models.CharField(max_length=20)", "user.contact.phone_number")).toEqual([]);
  });

  it("doubts a primary key", () => {
    expect(details("x = models.CharField(max_length=20, primary_key=True)", "user.name")).toEqual([
      "it is the primary key",
    ]);
  });

  it("doubts a moment that the clock sets", () => {
    expect(details("x = models.DateTimeField(auto_now_add=True)", "user.health_and_medical")).toEqual([
      "the clock sets it when the record is saved",
    ]);
    expect(details("x = models.DateTimeField()", "user.health_and_medical")).toEqual([]);
  });
});
