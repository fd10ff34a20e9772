import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, fieldguard, project, SAMPLE, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const TWO_FIELDS = `
  //- shop/models.py
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField(max_length=18)
      passport_number = models.CharField(max_length=9)
`;

function sampleCopy(): string {
  const root = emptyFolder();
  cpSync(SAMPLE, root, { recursive: true });
  return root;
}

/** Every file's text by path. */
function texts(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
  );
}

const IGNORE = ["--fix", "ignore", "--reason", "kept for the insurer"];

describe("fix", () => {
  it("shows a diff and changes nothing", () => {
    const root = project(SMALL_PROJECT);
    const before = texts(root);
    const { code, out } = fieldguard(["fix", "--select", "Customer.national_id", ...IGNORE, root]);
    expect(code).toBe(0);
    expect(out).toMatch(/^--- a\/shop\/models\.py\n\+\+\+ b\/shop\/models\.py\n@@ -2,5 \+2,6 @@\n/);
    expect(out).toMatch(/^\+ {4}# fieldguard: ignore.* kept for the insurer$/m);
    expect(texts(root)).toEqual(before);
  });

  it("takes out all comments that hide nothing, and says of a part of the folder only what is surely so", () => {
    const root = project(`${TWO_FIELDS}
  //- shop/views.py
  def merge(customer):
      # fieldguard: ignore[log/sensitive-value] gone by now
      customer.save()
      # fieldguard: ignore[log/printed-value] at the keyboard
      print(customer.passport_number)
`);
    const unused = (path: string): readonly string[] =>
      scanJson([path], { cwd: root })
        .findings.filter(({ rule }) => rule === "directive/unused-ignore")
        .map(({ path: at, line, fixes }) => `${at}:${line} ${fixes.map(({ id }) => id).join()}`);
    expect(unused(".")).toEqual(["shop/views.py:2 remove-ignore"]);
    expect(unused("shop/views.py")).toEqual([]);
    const shown = fieldguard(["fix", "--fix", "remove-ignore", "shop/models.py"], { cwd: root });
    expect(shown).toMatchObject({ code: 0, out: "" });
    expect(fieldguard(["fix", "--fix", "remove-ignore", "--write", root])).toMatchObject({
      code: 0,
      out: "changed shop/views.py\n",
    });
    expect(texts(root)["shop/views.py"]).not.toContain("gone by now");
    expect(texts(root)["shop/views.py"]).toContain("at the keyboard");
    expect(unused(".")).toEqual([]);
  });

  it("leaves comments that a person has yet to put right, with all that they wrote", () => {
    const root = project(`${TWO_FIELDS}
  //- shop/views.py
  def merge(customer):
      # fieldguard: ignore[log/printed-text] agreed with the data protection officer
      print(customer.passport_number)
      # fieldguard: ignore[log/printed-value]
      print(customer.passport_number)
`);
    const before = texts(root)["shop/views.py"];
    const { code, out, err } = fieldguard(["fix", "--fix", "remove-ignore", "--write", root]);
    expect([code, out, err]).toEqual([0, "", expect.stringContaining("2 comments are left for you to put right")]);
    expect(texts(root)["shop/views.py"]).toBe(before);
  });

  it("mends a class that shows fields, and says who else uses the one that it hides", () => {
    const root = project(`${TWO_FIELDS}
  //- shop/admin.py
  from django.contrib import admin
  from .models import Customer
  @admin.register(Customer)
  class CustomerAdmin(admin.ModelAdmin):
      list_display = ["id", "national_id", "passport_number"]
  //- shop/tests.py
  FIELD = "passport_number"
`);
    const listed = fieldguard(["fix", "--list", "--select", "CustomerAdmin", root]);
    expect(listed.out).toContain("shop/admin.py::CustomerAdmin  admin/listed-field\n  unlist-field");
    const done = fieldguard(["fix", "--select", "CustomerAdmin:passport_number", "--fix", "unlist-field", root]);
    expect(done.out).toContain('+    list_display = ["id", "national_id"]');
    expect(done.err).toContain("`passport_number` is named in tests (shop/tests.py:1)");
    const none = fieldguard(["fix", "--select", "OtherAdmin", "--fix", "unlist-field", root]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("OtherAdmin")]);
    const nothing = fieldguard(["fix", "--select", "OtherAdmin:id", "--fix", "unlist-field", root]);
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining("nothing is found about OtherAdmin:id")]);
  });

  it("takes one field of a class in any of its lists, whatever the class is called", () => {
    const root = project(`${TWO_FIELDS}
  //- shop/admin.py
  from django.contrib import admin
  from .models import Customer
  @admin.register(Customer)
  class KYC(admin.ModelAdmin):
      list_display = ["id", "national_id"]
      list_filter = ["id", "passport_number"]
`);
    const listed = fieldguard(["fix", "--list", "--select", "KYC:passport_number", root]);
    expect(listed.out).toBe(
      "shop/admin.py::KYC  admin/listed-field\n  unlist-field  Take `passport_number` out of `list_filter` of `KYC`\n",
    );
    const done = fieldguard(["fix", "--select", "KYC:passport_number", "--fix", "unlist-field", root]);
    expect(done.out).toContain('+    list_filter = ["id"]');
    const none = fieldguard(["fix", "--list", "--select", "DTO", root]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("nothing is found about a setting DTO")]);
  });

  it("says what is wrong with a provider", () => {
    const root = project(SMALL_PROJECT);
    const args = ["fix", "--select", "Customer.national_id", "--fix", "encrypt", "--provider"];
    const unknown = fieldguard([...args, "rot13", root]);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain("there is no provider rot13; there are ");
    const unused = fieldguard([...args, "django-cryptography", root]);
    expect(unused.code).toBe(2);
    expect(unused.err).toContain("the project does not use it");
  });

  it("writes exactly what the diff says", () => {
    const [patched, written] = [sampleCopy(), sampleCopy()];
    const args = ["fix", "--select", "Customer.national_id,Employee.bank_account", "--fix", "encrypt"];
    const { out, code } = fieldguard([...args, patched]);
    expect(code).toBe(0);
    // Outside of any repository it applies to the current folder.
    execFileSync("git", ["apply", "-"], {
      cwd: patched,
      input: out,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(patched, "..") },
    });
    const result = fieldguard([...args, "--write", written]);
    expect(result.code).toBe(0);
    expect(texts(written)).toEqual(texts(patched));
    expect(texts(written)).not.toEqual(texts(SAMPLE));
    const changed = Object.entries(texts(written)).filter(([path, text]) => texts(SAMPLE)[path] !== text);
    expect(
      result.out
        .split("\n")
        .filter((line) => line !== "")
        .sort(),
    ).toEqual(changed.map(([path]) => `${path in texts(SAMPLE) ? "changed" : "created"} ${path}`).sort());
  });

  it("leaves no field without its treatment behind that it said it would encrypt", () => {
    const root = sampleCopy();
    expect(fieldguard(["fix", "--select", "Customer.national_id", "--fix", "encrypt", "--write", root]).code).toBe(0);
    const findings = scanJson([root]).findings.filter(({ field }) => field === "Customer.national_id");
    // Whoever shows the field still does.
    expect(findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("storage/"))).toEqual([]);
  });

  it("applies several selectors one after the other", () => {
    const root = project(TWO_FIELDS);
    const selectors = "Customer.national_id, shop.Customer.passport_number";
    expect(fieldguard(["fix", "--select", selectors, ...IGNORE, "--write", root])).toMatchObject({
      code: 0,
      out: "changed shop/models.py\n",
    });
    const lines = readFileSync(join(root, "shop/models.py"), "utf8").split("\n");
    expect(lines.filter((line) => line.includes("# fieldguard: ignore"))).toHaveLength(2);
    expect(scanJson([root]).findings.filter(({ suppressed }) => suppressed === null)).toEqual([]);
  });

  it("writes nothing when one of several cannot be done", () => {
    const root = project(TWO_FIELDS);
    const before = texts(root);
    const { code, out } = fieldguard([
      "fix",
      "--select",
      "Customer.national_id,Customer.missing",
      ...IGNORE,
      "--write",
      root,
    ]);
    expect([code, out]).toEqual([2, ""]);
    expect(texts(root)).toEqual(before);
  });

  it("keeps encoding, byte order mark and line ends", () => {
    const root = emptyFolder();
    const text =
      "from django.db import models\r\n\r\n\r\nclass Customer(models.Model):\r\n    national_id = models.CharField(max_length=18)\r\n";
    write(root, "bom/models.py", `\ufeff${text}`);
    write(root, "latin/models.py", Buffer.from(`# coding: latin-1\r\n# Stra\xdfe\r\n${text}`, "latin1"));
    for (const app of ["bom", "latin"]) {
      const run = fieldguard(["fix", "--select", `${app}.Customer.national_id`, ...IGNORE, "--write", root]);
      expect(run).toMatchObject({ code: 0, out: `changed ${app}/models.py\n` });
    }
    const bom = readFileSync(join(root, "bom/models.py"));
    expect([...bom.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const latin = readFileSync(join(root, "latin/models.py"));
    expect(latin.includes(Buffer.from([0x53, 0x74, 0x72, 0x61, 0xdf, 0x65]))).toBe(true);
    for (const file of [bom, latin]) {
      const read = file.toString("latin1");
      expect(read).toContain("# fieldguard: ignore");
      expect(read.match(/\n/g)).toHaveLength(read.match(/\r\n/g)!.length);
    }
  });

  it("refuses a text that the file's encoding cannot hold, and writes nothing", () => {
    const root = emptyFolder();
    write(
      root,
      "models.py",
      Buffer.from(
        "# coding: latin-1\nfrom django.db import models\n\n\nclass A(models.Model):\n    national_id = models.CharField(max_length=9)\n",
        "latin1",
      ),
    );
    const before = texts(root);
    const { code, err } = fieldguard([
      "fix",
      "--select",
      "A.national_id",
      "--fix",
      "ignore",
      "--reason",
      "ω",
      "--write",
      root,
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/^fieldguard: nothing was written: models\.py: .*iso-8859-1.*\n$/);
    expect(texts(root)).toEqual(before);
  });

  it("takes the file with the models as its path", () => {
    const root = project(SMALL_PROJECT);
    const { code, out } = fieldguard(["fix", "--select", "Customer.national_id", ...IGNORE, "shop/models.py"], {
      cwd: root,
    });
    expect(code).toBe(0);
    expect(out).toContain("+++ b/shop/models.py");
    expect(fieldguard(["fix", "--select", "Customer.national_id", ...IGNORE, "blog"], { cwd: root }).code).toBe(2);
  });

  it("asks for what a decision needs", () => {
    const root = project(SMALL_PROJECT);
    const fix = (...args: readonly string[]): string =>
      fieldguard(["fix", "--select", "Customer.national_id", ...args, root]).err;
    expect(fix("--fix", "ignore")).toBe("fieldguard: ignore needs --reason TEXT\n");
    expect(fix("--fix", "set-category")).toBe("fieldguard: set-category needs --category KEY\n");
    expect(fix("--fix", "set-category", "--category", "user.nonsense")).toMatch(/user\.nonsense is no data category/);
  });

  it("sets the category that it is given", () => {
    const root = project(SMALL_PROJECT);
    const args = [
      "fix",
      "--select",
      "Customer.national_id",
      "--fix",
      "set-category",
      "--category",
      "user.contact.email",
      "--reason",
      "agreed on 3 May",
      "--write",
      root,
    ];
    expect(fieldguard(args).code).toBe(0);
    expect(readFileSync(join(root, "shop/models.py"), "utf8")).toContain(
      "    # fieldguard: category=user.contact.email agreed on 3 May\n    national_id",
    );
    expect(scanJson([root]).fields.find(({ field }) => field === "national_id")).toMatchObject({
      category: "user.contact.email",
    });
  });
});

describe("the diff of a fix", () => {
  const SECRET = "a-key-that-nobody-may-see";
  const args = ["fix", "--select", "Customer.national_id", "--fix", "encrypt"];
  const withSettings = (settings: string): string => {
    const root = project(`
      //- manage.py
      os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
      //- shop/models.py
      from django.db import models


      class Customer(models.Model):
          national_id = models.CharField(max_length=18)
    `);
    write(root, "config/settings.py", settings);
    return root;
  };

  it.each([
    `import os\n\nSECRET_KEY = "${SECRET}"\n\nDEBUG = False\n\nINSTALLED_APPS = [\n    "shop",\n]\n`,
    `import os\n\nINSTALLED_APPS = ["shop"]\n\nSECRET_KEY = (\n    "${SECRET}"\n)\n\nDEBUG = False\n`,
    `import os\n\nDATABASES = {\n    "default": {\n        "PASSWORD": "${SECRET}",\n    }\n}\n\nINSTALLED_APPS = ["shop"]\n`,
    `import os\n\nPATHS = []\nINSTALLED_APPS = ["shop"]\n\nAWS_SECRET = "${SECRET}"\nSECRET_KEY = os.environ["SECRET_KEY"]\n\nX = 1\n`,
  ])("shows no secret beside the changes, and still applies: %j", (settings) => {
    const [patched, written] = [withSettings(settings), withSettings(settings)];
    const { out, err, code } = fieldguard([...args, patched]);
    expect(code).toBe(0);
    expect(out + err).not.toContain(SECRET);
    execFileSync("git", ["apply", "-"], {
      cwd: patched,
      input: out,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(patched, "..") },
    });
    expect(fieldguard([...args, "--write", written]).code).toBe(0);
    expect(texts(patched)).toEqual(texts(written));
    expect(texts(patched)["config/settings.py"]).not.toBe(settings);
  });

  it("is not shown where a secret stands right beside a change", () => {
    const { out, err, code } = fieldguard([...args, withSettings(`SECRET_KEY = "${SECRET}"\nINSTALLED_APPS = []\n`)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^changes config\/settings\.py$/m);
    expect(out + err).not.toContain(SECRET);
    expect(err).toContain("what looks like a secret, so that no diff is shown");
  });
});

describe("fix of a field that the model does not declare itself", () => {
  const source = `
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    //- settings.py
    INSTALLED_APPS = ["django.contrib.auth", "people"]
    //- requirements.txt
    django
    //- people/models.py
    from django.contrib.auth.models import AbstractUser
    from django.db import models


    class Person(AbstractUser):
        national_id = models.CharField(max_length=20)

        class Meta:
            abstract = True


    class Member(Person):
        pass
  `;

  it.each([
    [
      "auth.User.email",
      "auth.User.email is declared by the package Django, which no fix changes: there is no declaration here",
    ],
    [
      "Member.email",
      "Member.email is declared by the package Django, which no fix changes: there is no declaration here",
    ],
    [
      "Member.national_id",
      "Member.national_id is inherited: select people/models.py::Person.national_id, which all that inherit it share",
    ],
    ["Member.nothing", "no field is called Member.nothing"],
  ])("says of %s where it is declared", (selector, said) => {
    const root = project(source);
    for (const what of [["--fix", "encrypt"], ["--list"]]) {
      const { code, out, err } = fieldguard(["fix", "--select", selector, ...what, root]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(`fieldguard: ${said}`);
    }
  });
});

describe("fix --list", () => {
  it("lists what is on offer with the command that does it", () => {
    const { code, out } = fieldguard(["fix", "--list", "--select", "Customer.national_id", SAMPLE]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Customer\.national_id {2}shop\/models\.py:20:5\nFixes\n/);
    expect(out).toMatch(/^ {2}encrypt-expand +Encrypt while the project runs, .*\(preferred\)$/m);
    expect(out).toMatch(/^ {2}encrypt +Encrypt with .*, rows included \(small table, maintenance window\)$/m);
    expect(out).toContain("fieldguard fix --select shop/models.py::Customer.national_id --fix ignore --reason TEXT");
  });

  it("says of each package where its key comes from, what a wrong one does, and what filter() does", () => {
    const root = project(`${TWO_FIELDS}
  //- manage.py
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
  //- config/settings.py
  INSTALLED_APPS = ["shop"]
  SALT_KEY = "salt"
  //- requirements.txt
  django-fernet-encrypted-fields==0.4.0
  `);
    const { out } = fieldguard(["fix", "--list", "--select", "Customer.national_id", root]);
    const [first, second] = out.split(/^ +with /m).slice(1);
    expect(first).toMatch(/^django-fernet-encrypted-fields: --provider django-fernet-encrypted-fields\n/);
    expect(first).toMatch(
      /the key is SECRET_KEY and SALT_KEY.*\n.*a wrong key hands out the ciphertext.*\n.*filter\(\) finds nothing/,
    );
    expect(first).toContain("https://");
    expect(second).toMatch(/^field classes generated into the project: --provider generated\n.*FIELD_ENCRYPTION_KEYS/);
    const explained = fieldguard(["explain", "Customer.national_id", root]).out;
    expect(explained).not.toContain("a wrong key");
  });

  it("does not encrypt what the code queries, and says where, also when only the file with the models is named", () => {
    const views = `
  //- shop/views.py
  from shop.models import Customer

  Customer.objects.filter(passport_number="x")
  `;
    const root = project(TWO_FIELDS + views);
    const list = ["fix", "--list", "--select", "Customer.passport_number", "shop/models.py"];
    const { out } = fieldguard(list, { cwd: root });
    expect(out).toContain(
      "The code looks rows up by it, and ciphertext cannot be compared. Change these places first.",
    );
    expect(out).toMatch(/^ +shop\/views\.py:3 {2}lookup: filter$/m);
    expect(fieldguard(["explain", "Customer.passport_number", root]).out).toContain("Change these places first.");
    const refused = fieldguard(["fix", "--fix", "encrypt", "--select", "Customer.passport_number", root]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("Change these places first: shop/views.py:3 (lookup: filter).");
    const { code } = fieldguard(["fix", "--fix", "encrypt", "--select", "Customer.national_id", root]);
    expect(code).toBe(0);
  });

  it("says why nothing is on offer for a field that is declared in both arms of an \`if\`", () => {
    const root = project(`
  //- shop/models.py
  from django.db import models

  class Customer(models.Model):
      if True:
          national_id = models.CharField(max_length=20)
      else:
          national_id = models.TextField()
  `);
    const { code, out } = fieldguard(["fix", "--list", "--select", "Customer.national_id", root]);
    expect(code).toBe(0);
    expect(out).toContain("Nothing is on offer, because the file declares it more than once");
  });

  it("says why the expected fix is not on offer", () => {
    const { out } = fieldguard(["fix", "--list", "--select", "CreditCard.cvv", SAMPLE]);
    expect(out).toMatch(/^Not on offer\n {2}encrypt +\S/m);
    const refused = fieldguard(["fix", "--select", "CreditCard.cvv", "--fix", "encrypt", SAMPLE]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/^fieldguard: encrypt is not on offer for shop\/models\.py::CreditCard\.cvv: .+\n$/);
  });
});

describe("fix of a setting", () => {
  const SECRET = "a-key-that-nobody-may-see";
  const source = `
    //- .gitignore
    .env
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    INSTALLED_APPS = ["shop"]
    FERNET_KEYS = ["${SECRET}"]
    //- shop/models.py
    from django.db import models
    from fernet_fields import EncryptedCharField


    class Customer(models.Model):
        name = EncryptedCharField(max_length=20)
  `;
  const args = ["fix", "--select", "config/settings.py::FERNET_KEYS", "--fix", "move-key"];

  it("shows no key, and writes it to the one file that may have it", () => {
    const root = project(source);
    const before = texts(root);
    const listed = fieldguard(["fix", "--list", "--select", "FERNET_KEYS", root]);
    const shown = fieldguard([...args, root]);
    expect(shown.out).toBe("creates .env\nchanges config/settings.py\n");
    expect(texts(root)).toEqual(before);
    const written = fieldguard([...args, "--write", root]);
    for (const { code, out, err } of [listed, shown, written]) {
      expect(code).toBe(0);
      expect(out + err).not.toContain(SECRET);
    }
    expect(listed.out).toContain("move-key");
    expect(written.err).toContain("note: Before you deploy: give production the variable `FERNET_KEYS`");
    const after = texts(root);
    expect(after[".env"]).toBe(`FERNET_KEYS=${SECRET}\n`);
    expect(after["config/settings.py"]).toContain('FERNET_KEYS = os.environ["FERNET_KEYS"].split(",")');
    expect(scanJson([root]).findings).toEqual([]);
  });

  it("moves several keys, one after the other", () => {
    const root = project(
      source
        .replace("    FERNET_KEYS", `    SECURED_FIELDS_KEY = "another-${SECRET}"\n    FERNET_KEYS`)
        .replace(
          "import EncryptedCharField",
          "import EncryptedCharField\n    from secured_fields import EncryptedDateField",
        )
        .replace("(max_length=20)", "(max_length=20)\n        birth_date = EncryptedDateField()"),
    );
    const select = "SECURED_FIELDS_KEY,FERNET_KEYS";
    const { code, err } = fieldguard(["fix", "--select", select, "--fix", "move-key", "--write", root]);
    expect([code, err.includes(SECRET)], err).toEqual([0, false]);
    const after = texts(root);
    expect(after[".env"]).toBe(`SECURED_FIELDS_KEY=another-${SECRET}\nFERNET_KEYS=${SECRET}\n`);
    expect(after["config/settings.py"]).toBe(
      [
        "import os",
        "",
        'INSTALLED_APPS = ["shop"]',
        'SECURED_FIELDS_KEY = os.environ["SECURED_FIELDS_KEY"]',
        'FERNET_KEYS = os.environ["FERNET_KEYS"].split(",")',
        "",
      ].join("\n"),
    );
  });

  it("says why not, and what is wrong with a selector", () => {
    const root = project(source);
    write(root, ".gitignore", "*.pyc\n");
    expect(fieldguard([...args, "--write", root])).toMatchObject({ code: 2 });
    expect(fieldguard([...args, "--write", root]).err).toContain("is not ignored by git");
    expect(fieldguard(["fix", "--select", "OTHER", "--fix", "move-key", root]).err).toContain("nothing is found about");
    expect(fieldguard(["fix", "--select", "FERNET_KEYS", "--fix", "encrypt", root]).err).toContain("move-key");
  });
});
