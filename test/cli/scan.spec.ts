import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { emptyFolder, fieldguard, project, SAMPLE, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const CARD = `
  //- pay/models.py
  from django.db import models


  class CreditCard(models.Model):
      cvv = models.CharField(max_length=4)
`;

describe("a policy", () => {
  const entries =
    "fields:\n  Customer.colour: { category: null, reason: r }\n  Customer.color: { category: null, reason: r }\n";
  const warning =
    "fieldguard: warning: fieldguard.yml:3: `fields.Customer.color` concerns nothing: the project has no such field\n";

  it("is told which of its entries concern nothing, where the whole project was read", () => {
    const root = project(SMALL_PROJECT);
    write(root, "fieldguard.yml", entries);
    const scan = ["scan", "--fail-on", "never"];
    const { code, err } = fieldguard(scan, { cwd: root });
    expect([code, err]).toEqual([0, warning]);
    expect(fieldguard([...scan, "--quiet"], { cwd: root }).err).toBe("");
    expect(fieldguard([...scan, "blog"], { cwd: root }).err).not.toContain("warning");
    expect(fieldguard([...scan, "blog/models.py"], { cwd: root }).err).toBe("");
    expect(fieldguard([...scan, "--config", "../fieldguard.yml"], { cwd: join(root, "blog") }).err).toBe("");
    expect(fieldguard([...scan, "--stdin-filename", "x.py", "-"], { cwd: root, input: "x = 1\n" }).err).toBe("");
  });
});

describe("models of installed packages", () => {
  it("are told of with the whole project, not with a part of it", () => {
    const line = /^And 7 sensitive fields in models of installed packages \(Django\)\.$/m;
    expect(fieldguard(["scan", SAMPLE]).out).toMatch(line);
    expect(fieldguard(["scan", "shop"], { cwd: SAMPLE }).out).not.toMatch(line);
    const { thirdParty, fields } = scanJson([SAMPLE]);
    expect(thirdParty.map(({ app, entity, field }) => `${app}.${entity}.${field}`)).toContain("auth.User.email");
    expect(fields.some(({ entity }) => entity === "User")).toBe(false);
    expect(scanJson(["shop"], { cwd: SAMPLE }).thirdParty).toEqual([]);
  });
});

describe("an environment", () => {
  const club = `
    //- %/clubs/models.py
    from django.db import models


    class Member(models.Model):
        email = models.EmailField()
    //- %/clubs-2.1.dist-info/METADATA
    Name: clubs
    //- %/clubs-2.1.dist-info/top_level.txt
    clubs
    //- manage.py
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    //- settings.py
    INSTALLED_APPS = ["clubs"]
  `;
  const site = "lib/python3.12/site-packages";
  const member = { package: "clubs", version: "2.1", app: "clubs", entity: "Member", field: "email" };

  it("in the project brings the models of what is installed there, which no finding depends on", () => {
    const root = project(club.replaceAll("%", `.venv/${site}`));
    const { thirdParty, fields, findings, files } = scanJson(["--fail-on", "never", root]);
    expect(thirdParty).toMatchObject([member]);
    expect([fields, findings, files.seen]).toEqual([[], [], 2]);
    const { out } = fieldguard(["explain", "clubs.Member.email"], { cwd: root });
    expect(out).toContain("clubs 2.1");
  });

  it("elsewhere does when it is active", () => {
    const root = project(club.replaceAll("%", `.venv/${site}`));
    const env = { VIRTUAL_ENV: join(root, "env") };
    renameSync(join(root, ".venv"), env.VIRTUAL_ENV);
    mkdirSync(join(root, "project"));
    for (const name of ["manage.py", "settings.py"]) renameSync(join(root, name), join(root, "project", name));
    const scan = ["scan", "--format", "json", join(root, "project")];
    expect(JSON.parse(fieldguard(scan, { env }).out)).toMatchObject({ thirdParty: [member] });
    expect(JSON.parse(fieldguard(scan).out)).toMatchObject({ thirdParty: [] });
  });
});

describe("scan --inherited", () => {
  const source = `
    //- core/models.py
    from django.db import models


    class Person(models.Model):
        email = models.EmailField()

        class Meta:
            abstract = True
    //- shop/models.py
    from core.models import Person


    class Customer(Person):
        pass
  `;

  it("tells what a child has, with the declaration's place and the child's", () => {
    const root = project(source);
    const document = scanJson(["--inherited", root]);
    const fields = document.fields as readonly (Record<string, unknown> & { readonly child?: unknown })[];
    expect(
      fields.map(({ path, line, entity, inheritedFrom, child }) => ({
        path,
        line,
        entity,
        inheritedFrom,
        child,
      })),
    ).toEqual([
      { path: "core/models.py", line: 5, entity: "Person", inheritedFrom: null, child: undefined },
      {
        path: "core/models.py",
        line: 5,
        entity: "Customer",
        inheritedFrom: "Person",
        child: { path: "shop/models.py", line: 4 },
      },
    ]);
    expect(document.findings).toHaveLength(1);
    expect(scanJson([root]).fields).toHaveLength(1);
  });

  it("tells what a child has from a package, at the child, and counts it once", () => {
    const root = project(`
      //- people/models.py
      from django.contrib.auth.models import AbstractUser
      from django.db import models


      class Person(AbstractUser):
          username = None

          class Meta:
              abstract = True


      class Member(Person):
          pass


      class Guest(AbstractUser):
          email = models.EmailField()


      class Proxy(Member):
          class Meta:
              proxy = True
      //- manage.py
      import os
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
      //- settings.py
      INSTALLED_APPS = ["django.contrib.auth", "people"]
      AUTH_USER_MODEL = "people.Member"
    `);
    const document = scanJson(["--inherited", root]);
    const fields = document.fields as readonly Record<string, unknown>[];
    const ofMember = fields.filter(({ entity }) => entity === "Member");
    expect(ofMember.map(({ field, inheritedFrom }) => `${String(inheritedFrom)}.${String(field)}`).sort()).toEqual([
      "AbstractBaseUser.password",
      "AbstractUser.email",
      "AbstractUser.first_name",
      "AbstractUser.last_name",
    ]);
    expect(ofMember.find(({ field }) => field === "email")).toMatchObject({
      path: "people/models.py",
      line: 12,
      column: 7,
      endColumn: 13,
      child: { path: "people/models.py", line: 12 },
      category: "user.contact.email",
      package: { name: "Django" },
    });
    // As at `auth.User`: it is the base that hashes it.
    expect(ofMember.find(({ field }) => field === "password")).toMatchObject({ protection: { kind: "hashed" } });
    const ofGuest = fields.filter(({ entity }) => entity === "Guest");
    expect(ofGuest.filter(({ field }) => field === "email")).toMatchObject([{ inheritedFrom: null }]);
    expect(ofGuest.map(({ field }) => field)).toContain("username");
    const thirdParty = document.thirdParty as readonly { app: string; entity: string; field: string }[];
    expect(thirdParty.map(({ app, entity, field }) => `${app}.${entity}.${field}`).sort()).toEqual([
      "auth.AbstractBaseUser.password",
      "auth.AbstractUser.email",
      "auth.AbstractUser.first_name",
      "auth.AbstractUser.last_name",
      "auth.AbstractUser.username",
    ]);
    expect(fieldguard(["scan", root]).out).toContain(
      "And 5 sensitive fields in models of installed packages (Django).",
    );
    expect(fieldguard(["scan", "--inherited", root]).out).toMatch(
      /Member line 12\n(.*\n)*\s+from AbstractUser, Django 5\.[\d.]+, django\/contrib\/auth\/models\.py\n/,
    );
  });

  it("says it in text under the child", () => {
    expect(fieldguard(["scan", "--inherited", project(source)]).out).toMatch(
      /Customer line 4\n\s+from Person, core\/models\.py\n.*email/,
    );
  });
});

describe("scan: exit codes", () => {
  it("ends with 1 when something is found, 0 when nothing is", () => {
    expect(fieldguard(["scan", project(SMALL_PROJECT)]).code).toBe(1);
    const clean = project(`
      from django.db import models


      class Post(models.Model):
          title = models.CharField(max_length=80)
    `);
    expect(fieldguard(["scan", clean]).code).toBe(0);
  });

  it.each([
    ["never", 0, 0],
    ["error", 0, 1],
    ["warning", 1, 1],
    ["restricted", 1, 1],
    ["confidential", 1, 1],
  ])("--fail-on %s", (threshold, warningOnly, withError) => {
    expect(fieldguard(["scan", "--fail-on", threshold, project(SMALL_PROJECT)]).code).toBe(warningOnly);
    expect(fieldguard(["scan", "--fail-on", threshold, project(CARD)]).code).toBe(withError);
  });

  it("--fail-on restricted and warning let confidential data pass that needs access control only", () => {
    const contacts = project(`
      from django.db import models


      class Customer(models.Model):
          email = models.EmailField()
    `);
    for (const threshold of ["restricted", "confidential", "warning"]) {
      expect(fieldguard(["scan", "--fail-on", threshold, contacts]).code).toBe(0);
    }
    expect(scanJson([contacts]).fields).toMatchObject([{ field: "email", sensitive: true, level: "confidential" }]);
  });

  it("does not fail on what is suppressed with a reason, and keeps it in the record", () => {
    const root = project(`
      from django.db import models


      class Customer(models.Model):
          # fieldguard: ignore[storage/plaintext-field] encrypted by the database
          national_id = models.CharField(max_length=18)
    `);
    expect(fieldguard(["scan", root]).code).toBe(0);
    expect(scanJson([root]).findings).toMatchObject([
      { field: "Customer.national_id", suppressed: { by: "directive", reason: "encrypted by the database" } },
    ]);
  });
});

describe("scan: what is scanned", () => {
  it("scans the current folder when no path is given", () => {
    const root = project(SMALL_PROJECT);
    expect(scanJson([], { cwd: root }).entities.map(({ path }) => path)).toEqual(["blog/models.py", "shop/models.py"]);
  });

  it("gives paths relative to the folder that is scanned", () => {
    expect(scanJson([project(SMALL_PROJECT)]).findings.map(({ path, line }) => `${path}:${line}`)).toEqual([
      "shop/models.py:5",
    ]);
  });

  it("takes files and several folders as parts of the current folder", () => {
    const root = project(SMALL_PROJECT);
    write(
      root,
      "other/models.py",
      "from django.db import models\nclass Other(models.Model):\n    x = models.TextField()\n",
    );
    const names = (args: readonly string[]): readonly string[] =>
      scanJson(args, { cwd: root }).entities.map(({ path, name }) => `${path} ${name}`);
    expect(names(["shop/models.py"])).toEqual(["shop/models.py Customer"]);
    expect(names(["blog", "shop/models.py"])).toEqual(["blog/models.py Post", "shop/models.py Customer"]);
  });

  it("takes paths elsewhere relative to the folder that holds them all", () => {
    const root = project(SMALL_PROJECT);
    const elsewhere = { cwd: emptyFolder() };
    const paths = (args: readonly string[]): readonly string[] =>
      scanJson(args, elsewhere).entities.map(({ path }) => path);
    expect(paths([join(root, "shop/models.py")])).toEqual(["models.py"]);
    expect(paths([join(root, "shop"), join(root, "blog/models.py")])).toEqual(["blog/models.py", "shop/models.py"]);
  });

  it("reads one buffer from standard input as if it were the file", () => {
    const root = project(SMALL_PROJECT);
    const buffer =
      "from django.db import models\n\nclass Customer(models.Model):\n    passport_number = models.CharField(max_length=9)\n";
    const run = { cwd: root, input: buffer };
    const result = scanJson(["--stdin-filename", "shop/models.py", "-"], run);
    expect(result.fields.map(({ path, field }) => `${path} ${field}`)).toEqual(["shop/models.py passport_number"]);
    expect(result.entities).toHaveLength(1);
    expect(fieldguard(["scan", "--stdin-filename", "new/models.py", "-"], run).code).toBe(1);
  });
});

describe("scan: formats", () => {
  it("prints JSON that matches the shipped schema, also for the sample", () => {
    const schema = JSON.parse(readFileSync("schemas/scan.schema.json", "utf8")) as object;
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
    for (const args of [[SAMPLE], ["--all-fields", SAMPLE]]) {
      const valid = validate(scanJson(args));
      expect(validate.errors).toBeNull();
      expect(valid).toBe(true);
    }
  });

  it("lists sensitive fields, or all with --all-fields", () => {
    const root = project(SMALL_PROJECT);
    expect(scanJson([root]).fields.map(({ field }) => field)).toEqual(["national_id"]);
    expect(scanJson(["--all-fields", root]).fields.map(({ field }) => field)).toEqual([
      "title",
      "national_id",
      "colour",
    ]);
  });

  it.each([
    ["text", /^shop\/models\.py$/m],
    ["sarif", /"version": "2\.1\.0"/],
    ["html", /^<!doctype html>/],
    ["markdown", /^# Data classification/],
    ["csv", /^shop\/models\.py,5,Customer,national_id,CharField,sensitive,/m],
  ])("prints %s", (format, pattern) => {
    const { out, code } = fieldguard(["scan", "--format", format, project(SMALL_PROJECT)]);
    expect(out).toMatch(pattern);
    expect(code).toBe(1);
  });

  it("writes to a file instead of standard output", () => {
    const root = project(SMALL_PROJECT);
    const { out, code } = fieldguard(["scan", "--format", "json", "--output", "scan.json", "."], { cwd: root });
    expect([out, code]).toEqual(["", 1]);
    expect(JSON.parse(readFileSync(join(root, "scan.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  });

  it("is plain and quiet when it is not a terminal", () => {
    const { out, err } = fieldguard(["scan", project(SMALL_PROJECT)]);
    expect(out).not.toContain("\x1b");
    expect(err).toBe("");
  });

  it("shows a frame of the code and the sum", () => {
    const { out } = fieldguard(["scan", project(SMALL_PROJECT)]);
    expect(out).toContain(
      '5 │     national_id = models.CharField("National ID", max_length=18)\n  │     ^^^^^^^^^^^\n',
    );
    expect(out).toContain("1 sensitive field: 1 restricted; 1 lacks its treatment");
  });

  it("gives the same result twice", () => {
    const root = project(SMALL_PROJECT);
    expect(fieldguard(["scan", "--format", "json", root])).toEqual(fieldguard(["scan", "--format", "json", root]));
  });

  it("keeps a finding's fingerprint when lines above it come and go", () => {
    const root = project(SMALL_PROJECT);
    const before = scanJson([root]).findings[0]!;
    write(root, "shop/models.py", `\n\n${readFileSync(join(root, "shop/models.py"), "utf8")}`);
    const after = scanJson([root]).findings[0]!;
    expect(after.line).toBe(before.line + 2);
    expect(after.fingerprint).toBe(before.fingerprint);
  });
});

describe("scan: policy", () => {
  const POLICY = "version: 1\nrules:\n  storage/plaintext-field: off\n";

  it("uses the project's own", () => {
    const root = project(SMALL_PROJECT);
    write(root, "fieldguard.yml", POLICY);
    expect(fieldguard(["scan", root]).code).toBe(0);
  });

  it("uses the one that is named", () => {
    const root = project(SMALL_PROJECT);
    write(root, "strict/off.yml", POLICY);
    expect(fieldguard(["scan", "--config", join(root, "strict/off.yml"), root]).code).toBe(0);
  });

  it("says so when one above the scanned folder is not used", () => {
    const root = project(SMALL_PROJECT);
    write(root, "fieldguard.yml", POLICY);
    const { err, code } = fieldguard(["scan", "shop"], { cwd: root });
    expect(code).toBe(1);
    expect(err).toBe(
      "fieldguard: fieldguard.yml lies above the scanned folder and is not used; add --config fieldguard.yml\n",
    );
    expect(fieldguard(["scan", "--quiet", "shop"], { cwd: root }).err).toBe("");
  });
});

describe("scan: the cache", () => {
  const cached = (root: string, ...args: readonly string[]): string =>
    fieldguard(["scan", "--format", "json", ...args, root]).out;

  it("says the same the second time, after each change, and without it", () => {
    const root = project(SMALL_PROJECT);
    const first = cached(root);
    expect(cached(root)).toBe(first);
    write(root, "more.py", "x = 1\n");
    write(
      root,
      "blog/models.py",
      "from django.db import models\n\n\nclass A(models.Model):\n    iban = models.CharField()\n",
    );
    const second = cached(root);
    expect(second).not.toBe(first);
    expect(second).toBe(cached(root, "--no-cache"));
  });

  it("lies outside of the project, and is not there for --no-cache", () => {
    const root = project(SMALL_PROJECT);
    const caches = emptyFolder();
    const env = { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches, HOME: caches };
    const before = readdirSync(root);
    fieldguard(["scan", "--no-cache", root], { env });
    expect(readdirSync(caches)).toEqual([]);
    fieldguard(["scan", root], { env });
    expect(readdirSync(caches)).not.toEqual([]);
    expect(readdirSync(root)).toEqual(before);
    // A part of the folder does not take the place of what is kept of all of it.
    const kept = (): readonly string[] => readdirSync(caches, { recursive: true, encoding: "utf8" });
    const all = kept();
    fieldguard(["scan", "blog/models.py"], { cwd: root, env });
    expect(kept()).toEqual(all);
  });
});
