import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

/** Ways to write a declaration; each has a field `ssn` that takes up to 20 characters. */
const DECLARATIONS: Readonly<Record<string, string>> = {
  Multiline: `
    ssn = models.CharField(
        _("Number"),  # shown in forms
        max_length=20,
        # searched by the front desk
        db_index=True,
        help_text="with, comma (and parenthesis",
    )  # trailing
  `,
  Annotated: `ssn: "models.CharField[str, str]" = models.CharField(max_length=20, blank=True, default="")`,
  Aliased: "ssn = m.CharField('Number', max_length=20, db_index=True)",
  Imported: "ssn = CharField(max_length=20)",
  Chosen: 'ssn = models.CharField(max_length=20, choices=[("123-45-6789", "one"), ("b", "two")], null=True)',
  Hanging: "ssn = models.CharField(max_length=20,\n                       db_index=True)",
  Validated: 'ssn = models.CharField(validators=[RegexValidator(r"^[\\d-]+$")], max_length=20, db_collation="NOCASE")',
  Defaulted: 'ssn = models.CharField(max_length=20, db_default="000", db_column="number")',
  Conditional: "if True:\n    ssn = models.CharField(max_length=20, verbose_name='Number')",
  Slugged: "ssn = models.SlugField(max_length=20)",
};

const HEAD = `${dedent(`
  """Ways to write a declaration."""
  from __future__ import annotations

  from typing import TYPE_CHECKING

  from django.core.validators import RegexValidator
  from django.db import models
  from django.db import models as m
  from django.db.models import CharField
  from django.utils.translation import gettext_lazy as _

  if TYPE_CHECKING:
      from django.http import HttpRequest
`)}\n`;

/** Whatever form a declaration has, what the fix leaves runs and encrypts. */
export function declarations(python: string, results: Results): void {
  const models = Object.entries(DECLARATIONS).map(([name, source]) => classOf(name, "models.Model", dedent(source)));
  const shared = [
    classOf("Shared", "models.Model", "ssn = models.CharField(max_length=20)", true),
    "\n\nclass Inheriting(Shared):\n    pass\n",
  ];
  const windows = `from django.db import models\n${classOf("Windows", "models.Model", "ssn = models.CharField(\n    max_length=20,\n    db_index=True,\n)")}`;
  const names = [...Object.keys(DECLARATIONS), "Inheriting", "Windows"];
  const project = new DjangoProject(python, {
    "vault/models/__init__.py": "from .forms import *\nfrom .windows import *\n",
    "vault/models/forms.py": HEAD + [...models, ...shared].join(""),
    "vault/models/windows.py": windows.replaceAll("\n", "\r\n"),
    "samples.py": `NAMES = ${JSON.stringify(names)}\n`,
  });
  project.migrate();
  mustSucceed(project.run(["declaration_cells.py", "before"]), "writing rows");
  for (const name of [...Object.keys(DECLARATIONS), "Shared", "Windows"]) {
    results.attempt(`declarations: ${name} is edited`, () => {
      mustSucceed(project.fix([`${name}.ssn`]), "the fix");
    });
  }
  results.attempt("declarations: a file with CRLF keeps it", () => {
    if (/[^\r]\n/.test(project.read("vault/models/windows.py")))
      throw new Error(project.read("vault/models/windows.py"));
  });
  results.attempt("declarations: comments are kept, an import that is no longer used goes", () => {
    const text = project.read("vault/models/forms.py");
    for (const part of ["# shown in forms", "# searched by the front desk", "# trailing"]) {
      if (!text.includes(part)) throw new Error(`“${part}” is lost in:\n${text}`);
    }
    for (const part of ["from django.db.models import CharField", "from django.db import models as m"]) {
      if (text.includes(part)) throw new Error(`“${part}” is left in:\n${text}`);
    }
  });
  results.attempt("declarations: one app of field classes serves all", () => {
    for (const path of ["vault/models/forms.py", "vault/models/windows.py"]) {
      const imports = project.read(path).split("from config.encrypted_fields.fields import").length - 1;
      if (imports !== 1) throw new Error(`${imports} imports in ${path}`);
    }
  });
  results.attempt("declarations: migrations are made, run, and complete", () => {
    project.migrate();
  });
  results.script("declarations", project.run(["declaration_cells.py", "after"]));
}

function classOf(name: string, base: string, declaration: string, abstract = false): string {
  const body = declaration.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
  const meta = abstract ? ["", "    class Meta:", "        abstract = True"] : [];
  return `\n\nclass ${name}(${base}):\n${[...body, ...meta].join("\n")}\n`;
}
