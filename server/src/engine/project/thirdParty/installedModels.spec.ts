import { describe, expect, it } from "vitest";
import { EMPTY_POLICY } from "../policy/model.ts";
import { parsePolicy } from "../policy/parsePolicy.ts";
import { readProject } from "../readProject.ts";
import type { Project } from "../model.ts";
import { fieldsOfModel } from "./fieldsOfModel.ts";
import { type InstalledModel, installedModels, modelsOfApps } from "./installedModels.ts";

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';

function projectWith(settings: string, others: Readonly<Record<string, string>> = {}): Project {
  return readProject(new Map(Object.entries({ "manage.py": MANAGE, "config/settings.py": settings, ...others })));
}

function modelsWith(settings: string, others: Readonly<Record<string, string>> = {}): readonly InstalledModel[] {
  return installedModels(projectWith(settings, others), EMPTY_POLICY);
}

function labels(models: readonly InstalledModel[]): readonly string[] {
  return models.map(({ app, name }) => `${app}.${name}`);
}

describe("installedModels", () => {
  it("has the sensitive fields of the apps that are installed, inherited ones among them", () => {
    const [user, ...others] = modelsWith('INSTALLED_APPS = ["django.contrib.auth", "django.contrib.sites", "shop"]');
    expect(others).toEqual([]);
    expect(user).toMatchObject({
      app: "auth",
      name: "User",
      distribution: "Django",
      path: "django/contrib/auth/models.py",
      otherVersion: null,
    });
    expect(user?.fields.map(({ field, category }) => [field.name, category?.key])).toEqual([
      ["password", "user.authorization.password"],
      ["username", "user.account.username"],
      ["first_name", "user.name.first"],
      ["last_name", "user.name.last"],
      ["email", "user.contact.email"],
    ]);
    // `AbstractBaseUser` hashes it, whichever class adds the rest.
    expect(user?.fields.find(({ field }) => field.name === "password")?.protection.kind).toBe("hashed");
  });

  it.each([
    ["django.contrib.auth", "auth.User", "email"],
    ["django.contrib.sessions", "sessions.Session", "session_data"],
    ["django.contrib.admin", "admin.LogEntry", "change_message"],
    ["allauth.account", "account.EmailAddress", "email"],
    ["allauth.socialaccount", "socialaccount.SocialToken", "token_secret"],
    ["rest_framework.authtoken", "authtoken.Token", "key"],
    ["oauth2_provider", "oauth2_provider.AccessToken", "token"],
    ["easyaudit", "easyaudit.LoginEvent", "remote_ip"],
    ["silk", "silk.Request", "raw_body"],
    ["django_celery_results", "django_celery_results.TaskResult", "task_kwargs"],
    ["reversion", "reversion.Version", "serialized_data"],
  ])("knows that %s adds %s with its %s", (app, label, field) => {
    const models = modelsOfApps(projectWith(`INSTALLED_APPS = ["${app}"]`));
    const model = models.find((each) => `${each.app}.${each.entity.name}` === label);
    expect(model && [...fieldsOfModel(model, EMPTY_POLICY).keys()].map(({ name }) => name)).toContain(field);
    expect(modelsOfApps(projectWith("INSTALLED_APPS = []"))).toEqual([]);
  });

  it("knows an app by its configuration, and one that is installed only sometimes", () => {
    const models = modelsWith(
      'INSTALLED_APPS = ["allauth.account.apps.AccountConfig"]\nif DEBUG:\n    INSTALLED_APPS += ["axes"]\n',
    );
    expect(labels(models)).toEqual([
      "account.EmailAddress",
      "account.EmailConfirmation",
      "axes.AccessFailureLog",
      "axes.AccessAttempt",
      "axes.AccessLog",
    ]);
  });

  it("leaves out a model that the settings replace", () => {
    const apps = 'INSTALLED_APPS = ["django.contrib.auth", "authtools", "oauth2_provider"]\n';
    expect(labels(modelsWith(apps))).toContain("oauth2_provider.Application");
    const replaced = modelsWith(
      `${apps}AUTH_USER_MODEL = "authtools.User"\nOAUTH2_PROVIDER_APPLICATION_MODEL = "shop.Application"\n`,
    );
    expect(labels(replaced)).toContain("authtools.User");
    expect(labels(replaced)).not.toContain("auth.User");
    expect(labels(replaced)).not.toContain("oauth2_provider.Application");
    expect(labels(modelsWith(`${apps}AUTH_USER_MODEL = find_model()\n`))).not.toContain("auth.User");
  });

  it("leaves out a package's own user model that nothing names", () => {
    expect(labels(modelsWith('INSTALLED_APPS = ["django.contrib.auth", "authtools"]\n'))).toEqual(["auth.User"]);
  });

  it("tells two packages apart that call an app the same", () => {
    expect(labels(modelsWith('INSTALLED_APPS = ["mfa"]'))).toEqual(["mfa.User_Keys"]);
    expect(labels(modelsWith('INSTALLED_APPS = ["allauth.mfa"]'))).toEqual(["mfa.Authenticator"]);
  });

  it("says which version the project has, where that is another one", () => {
    const settings = 'INSTALLED_APPS = ["django.contrib.auth"]';
    expect(modelsWith(settings, { "requirements.txt": "django==4.2.1\n" })[0]?.otherVersion).toBe("4.2.1");
    expect(modelsWith(settings, { "requirements.txt": "django>=4\n" })[0]?.otherVersion).toBeNull();
  });

  it("heeds the policy", () => {
    const { policy } = parsePolicy("fields:\n  User.email: { category: null, reason: never filled in }\n");
    const project = readProject(
      new Map([
        ["manage.py", MANAGE],
        ["config/settings.py", 'INSTALLED_APPS = ["django.contrib.auth"]'],
      ]),
    );
    const names = installedModels(project, policy).flatMap(({ fields }) => fields.map(({ field }) => field.name));
    expect(names).not.toContain("email");
    expect(names).toContain("username");
  });

  it("knows nothing without settings, or where they are no list", () => {
    expect(installedModels(readProject(new Map()), EMPTY_POLICY)).toEqual([]);
    expect(modelsWith("INSTALLED_APPS = apps()\n")).toEqual([]);
    expect(modelsWith("INSTALLED_APPS = [\n")).toEqual([]);
  });
});
