import { expect, it } from "vitest";
import { allKnownModels, modelForSetting, modelLabelled, modelNamed } from "./knownModels.ts";
import packages from "./packages.yml";

const all = allKnownModels();

it("knows a model by each name that it is imported by", () => {
  const user = modelNamed("django.contrib.auth.models.User");
  expect(user?.entity.name).toBe("User");
  expect(modelLabelled("auth.User")).toBe(user);
  // Packages have user models of their own: Django's is meant where the project names none.
  expect(modelForSetting("AUTH_USER_MODEL")).toBe(user);
  expect(modelNamed("django.contrib.auth.base_user.AbstractBaseUser")).toBe(
    modelNamed("django.contrib.auth.models.AbstractBaseUser"),
  );
});

it("reads fields as they are declared", () => {
  const { entity } = modelNamed("django.contrib.auth.models.AbstractUser")!;
  expect(entity.abstract).toBe(true);
  expect(entity.fields.find(({ name }) => name === "email")).toMatchObject({
    type: { name: "EmailField", qualified: "django.db.models.EmailField", shape: "email" },
    maxLength: 254,
    label: "email address",
    blank: true,
    nullable: false,
    target: null,
  });
  const owner = modelLabelled("authtoken.Token")!.entity.fields.find(({ name }) => name === "user");
  expect(owner).toMatchObject({ type: { shape: "relation" }, target: "settings.AUTH_USER_MODEL" });
});

it("knows what a package's own field class holds by the class that it inherits from", () => {
  const secret = modelNamed("oauth2_provider.models.AbstractApplication")!.entity.fields.find(
    ({ name }) => name === "client_secret",
  );
  expect(secret?.type).toEqual({
    name: "ClientSecretField",
    qualified: "oauth2_provider.models.ClientSecretField",
    text: "ClientSecretField",
    shape: "string",
  });
});

it("leaves no line of the generated data unread", () => {
  const lines = packages()
    .flatMap(({ modules }) => Object.values(modules))
    .flatMap((models) => Object.values(models))
    .flatMap(({ fields }) => fields?.split("\n") ?? []);
  expect(all.flatMap(({ entity }) => entity.fields)).toHaveLength(lines.length);
  expect(lines.length).toBeGreaterThan(500);
});

it("names the app of each model that has a table", () => {
  const labels = new Set(packages().flatMap(({ apps }) => Object.values(apps)));
  for (const { entity, app } of all) if (!entity.abstract) expect([...labels, ""]).toContain(app);
  expect(all.filter(({ entity, app }) => !entity.abstract && app === "")).toEqual([]);
});
