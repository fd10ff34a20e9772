import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { applyEdits } from "../../text/textEdit.ts";
import type { Import } from "../language.ts";
import { addImportEdits, addModuleImportEdits, removeUnusedImportEdits } from "./editImports.ts";
import { readModule } from "./module.ts";

function added(text: string, item: Import): string | null {
  const edits = addImportEdits(readModule(text), [item]);
  return edits && applyEdits(text, edits);
}

function check(item: Import, before: string, after: string): void {
  expect(added(`${dedent(before)}\n`, item)).toBe(`${dedent(after)}\n`);
}

const fromPackage: Import = { module: "encrypted_fields.fields", name: "EncryptedCharField", origin: "package" };
const fromProject: Import = { module: "config.encrypted_fields", name: "EncryptedCharField", origin: "project" };
const fromNeighbour: Import = { module: ".encrypted_fields", name: "EncryptedCharField", origin: "project" };

describe("addImportEdits", () => {
  it("sorts an installed package into the section of Django, plain imports first", () => {
    check(
      fromPackage,
      `
        import uuid

        import phonenumbers
        from django.conf import settings
        from django.db import models
        from phonenumber_field.modelfields import PhoneNumberField

        from shop.models import Customer

        from .base import Base
      `,
      `
        import uuid

        import phonenumbers
        from django.conf import settings
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField
        from phonenumber_field.modelfields import PhoneNumberField

        from shop.models import Customer

        from .base import Base
      `,
    );
  });

  it("sorts a module of the project into its own section, or makes one", () => {
    check(
      fromProject,
      `
        from django.db import models

        from shop.models import Customer
      `,
      `
        from django.db import models

        from config.encrypted_fields import EncryptedCharField
        from shop.models import Customer
      `,
    );
    check(
      fromProject,
      `
        from django.db import models  # noqa

        from .base import Base
      `,
      `
        from django.db import models  # noqa

        from config.encrypted_fields import EncryptedCharField

        from .base import Base
      `,
    );
  });

  it("sorts a relative one from the farthest package to the nearest, behind all others", () => {
    check(
      fromNeighbour,
      `
        from django.db import models

        from ..core import Base
        from .choices import Sex
        from .validators import check
      `,
      `
        from django.db import models

        from ..core import Base
        from .choices import Sex
        from .encrypted_fields import EncryptedCharField
        from .validators import check
      `,
    );
    check(
      fromNeighbour,
      `
        from django.db import models


        class A(models.Model): ...
      `,
      `
        from django.db import models

        from .encrypted_fields import EncryptedCharField


        class A(models.Model): ...
      `,
    );
  });

  it("merges into the statement of the module: constants, classes, functions", () => {
    check(
      fromPackage,
      "from encrypted_fields.fields import KEY, EncryptedBooleanField, EncryptedTextField as Text, mask  # ours",
      "from encrypted_fields.fields import (\n    KEY,\n    EncryptedBooleanField,\n    EncryptedCharField,\n    EncryptedTextField as Text,\n    mask,\n)  # ours",
    );
    check(
      fromPackage,
      "from encrypted_fields.fields import EncryptedTextField, mask",
      "from encrypted_fields.fields import EncryptedCharField, EncryptedTextField, mask",
    );
    check(
      fromPackage,
      "from encrypted_fields.fields import EncryptedBooleanField",
      "from encrypted_fields.fields import EncryptedBooleanField, EncryptedCharField",
    );
  });

  it("gives the name a line of its own where the others have one", () => {
    check(
      fromPackage,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField,  # flags
            EncryptedTextField,
        )
      `,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField,  # flags
            EncryptedCharField,
            EncryptedTextField,
        )
      `,
    );
    check(
      fromPackage,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField,
            EncryptedBinaryField,  # unsorted
        )
      `,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField,
            EncryptedBinaryField,  # unsorted
            EncryptedCharField,
        )
      `,
    );
    check(
      fromPackage,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField
        )
      `,
      `
        from encrypted_fields.fields import (
            EncryptedBooleanField,
            EncryptedCharField
        )
      `,
    );
  });

  it("goes to the end of a section that is in no order", () => {
    check(
      fromPackage,
      `
        from rest_framework import serializers
        from django.db import models
      `,
      `
        from rest_framework import serializers
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField
      `,
    );
  });

  it("never goes where the import may not run", () => {
    check(
      fromPackage,
      `
        from __future__ import annotations

        from typing import TYPE_CHECKING

        from django.db import models

        if TYPE_CHECKING:
            from encrypted_fields.fields import EncryptedCharField
        try:
            from encrypted_fields.fields import EncryptedTextField
        except ImportError:
            pass


        class A: ...


        from encrypted_fields.fields import EncryptedDateField
      `,
      `
        from __future__ import annotations

        from typing import TYPE_CHECKING

        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        if TYPE_CHECKING:
            from encrypted_fields.fields import EncryptedCharField
        try:
            from encrypted_fields.fields import EncryptedTextField
        except ImportError:
            pass


        class A: ...


        from encrypted_fields.fields import EncryptedDateField
      `,
    );
  });

  it("goes below the head of a file without imports", () => {
    check(
      fromNeighbour,
      `
        #!/usr/bin/env python
        # Licence
        """Models."""
        x = 1
      `,
      `
        #!/usr/bin/env python
        # Licence
        """Models."""

        from .encrypted_fields import EncryptedCharField
        x = 1
      `,
    );
    expect(added("# coding: utf-8\nx = 1\n", fromNeighbour)).toBe(
      "# coding: utf-8\nfrom .encrypted_fields import EncryptedCharField\n\nx = 1\n",
    );
    expect(added("from __future__ import annotations\nx = 1\n", fromPackage)).toBe(
      "from __future__ import annotations\n\nfrom encrypted_fields.fields import EncryptedCharField\nx = 1\n",
    );
  });

  it("keeps CRLF", () => {
    expect(added("from django.db import models\r\n", fromNeighbour)).toBe(
      "from django.db import models\r\n\r\nfrom .encrypted_fields import EncryptedCharField\r\n",
    );
  });

  it("adds nothing that is there", () => {
    const text = "from .encrypted_fields import EncryptedCharField\n";
    expect(added(text, fromNeighbour)).toBe(text);
  });

  it("gives up where the name means something else", () => {
    expect(added("from mine import EncryptedCharField\n", fromPackage)).toBeNull();
    expect(added("class EncryptedCharField: ...\n", fromPackage)).toBeNull();
    expect(added("from mine import Field as EncryptedCharField\n", fromPackage)).toBeNull();
  });

  it("goes below a star import, which might bring another class of the name", () => {
    check(
      fromProject,
      `
        from django.db import models

        from shop.fields import *
        from shop.models import Customer
      `,
      `
        from django.db import models

        from shop.fields import *
        from config.encrypted_fields import EncryptedCharField  # isort: skip
        from shop.models import Customer
      `,
    );
    check(
      fromNeighbour,
      "from django.db.models import *\n\nfrom ..base import *\nfrom .a import b",
      "from django.db.models import *\n\nfrom ..base import *\nfrom .a import b\nfrom .encrypted_fields import EncryptedCharField",
    );
    const last = "from django.db import models\n\n\nclass A: ...\n\n\nfrom .other import *\n";
    expect(added(last, fromNeighbour)).toBe(
      last.replace("models\n", "models\n\nfrom .encrypted_fields import EncryptedCharField\n"),
    );
  });

  it.each([
    "from .fields import *\n\n\nclass A:\n    a = EncryptedCharField()\n",
    "from .encrypted_fields import EncryptedCharField\nfrom .fields import *\n",
    "import a\n\ntry:\n    from .fields import *\nexcept ImportError:\n    pass\n",
    "class A: ...\n\n\nfrom .fields import *\n\n\nclass B: ...\n",
  ])("gives up where a star import may bring the name that is used, or is no place to go below: %j", (text) => {
    expect(added(text, fromNeighbour)).toBeNull();
  });

  it("applies to any text and is there afterwards", () => {
    const line = fc.constantFrom(
      ...[
        "import os",
        "from django.db import models",
        "from .a import (",
        "    b,",
        ")",
        "",
        "# c",
        "if x:",
        "    import y",
        "'''",
        "class A:",
        "from encrypted_fields.fields import *",
        "from . import z",
        "x = 1; import w",
        "from a import \\",
        "    c",
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), (lines, newline) => {
        const text = lines.join(newline);
        for (const item of [fromPackage, fromProject, fromNeighbour]) {
          const edits = addImportEdits(readModule(text), [item]);
          if (!edits) continue;
          const result = applyEdits(text, edits);
          expect(result).toContain(`from ${item.module} import ${item.name}`);
          expect(result.length).toBeGreaterThan(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("addModuleImportEdits", () => {
  const os = (text: string, use = text.length): string | null => {
    const edits = addModuleImportEdits(readModule(text), "os", use);
    return edits && applyEdits(text, edits);
  };

  it("joins the standard library's section, else opens one", () => {
    expect(os("import json\nimport sys\nfrom pathlib import Path\n")).toBe(
      "import json\nimport os\nimport sys\nfrom pathlib import Path\n",
    );
    expect(os("from pathlib import Path\n\nimport environ\n")).toBe(
      "import os\nfrom pathlib import Path\n\nimport environ\n",
    );
    expect(os("import environ\n")).toBe("import os\n\nimport environ\n");
    expect(os('"""Settings."""\nX = 1\n')).toBe('"""Settings."""\n\nimport os\nX = 1\n');
    expect(os("import json\nimport os\n")).toBe("import json\nimport os\n");
    expect(os("from mine import os\n")).toBeNull();
  });

  it("stands ahead of its use, whatever is imported behind that", () => {
    const late = "X = 1\nimport json\nimport os\n";
    expect(os(late, late.indexOf("import json"))).toBe(`import os\n\n${late}`);
    expect(os(`import sys\n${late}`, 16)).toBe(`import os\nimport sys\n${late}`);
    expect(os(`"""Settings."""\n${late}`, 21)).toBe(`"""Settings."""\n\nimport os\n${late}`);
    expect(os(late)).toBe(late);
  });
});

describe("removeUnusedImportEdits", () => {
  const removed = (text: string, name = "CharField"): string =>
    applyEdits(text, removeUnusedImportEdits(readModule(text), name, { start: 0, end: 0 }));

  it("takes the name, its line, or the whole statement", () => {
    expect(removed("from m import CharField, Model\n")).toBe("from m import Model\n");
    expect(removed("from m import Model, CharField\n")).toBe("from m import Model\n");
    expect(removed("from m import (\n    CharField,\n    Model,\n)\n")).toBe("from m import (\n    Model,\n)\n");
    expect(removed("from m import (\n    A,\n    CharField,\n)\n")).toBe("from m import (\n    A,\n)\n");
    expect(removed("import a\nfrom m import CharField\nx = 1\n")).toBe("import a\nx = 1\n");
    expect(removed("from m import C as CharField\n")).toBe("");
    expect(removed("from m import CharField\nx = m.CharField\n")).toBe("x = m.CharField\n");
  });

  it.each([
    "from m import CharField\nx = CharField\n",
    'from m import CharField\n__all__ = ["CharField"]\n',
    "from m import CharField  # noqa\n",
    "from m import (\n    CharField,  # noqa\n    Model,\n)\n",
    "if x:\n    from m import CharField\n",
    "from m import CharField; x = 1\n",
  ])("leaves what may be needed: %j", (text) => {
    expect(removed(text)).toBe(text);
  });
});
