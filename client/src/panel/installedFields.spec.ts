import { expect, it } from "vitest";
import type { ClassifiedEntity } from "../../../server/src/protocol.ts";
import { exampleEntity, exampleField } from "../tree/classifiedExamples.ts";
import { installedFields, installedKey } from "./installedFields.ts";

const USER: ClassifiedEntity = {
  ...exampleEntity("User", [
    exampleField("email", { gloss: "an e-mail address", level: "confidential" }),
    exampleField("password", { gloss: "a password", protection: { kind: "hashed", by: "AbstractBaseUser" } }),
  ]),
  app: "auth",
  path: "django/contrib/auth/models.py",
  uri: "https://docs.djangoproject.com/",
  package: { name: "Django", version: "5.2.1", otherVersion: null },
};

it("shows what models of packages hold, each by its name in full, with the package and its version", () => {
  const key = installedKey(USER);
  const shared = { key, folder: "backend", package: "Django 5.2.1" };
  expect(installedFields([USER], () => "backend")).toEqual([
    { ...shared, name: "auth.User.email", category: "e-mail address", level: "confidential", protection: "none" },
    { ...shared, name: "auth.User.password", category: "password", level: "restricted", protection: "hashed" },
  ]);
});

it("tells two models of one name, and those of two folders, apart", () => {
  const others = [{ ...USER, path: "x.py" }, { ...USER, folder: "file:///q" }, USER];
  expect(new Set(others.map(installedKey)).size).toBe(3);
});
