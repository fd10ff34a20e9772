import { describe, expect, it } from "vitest";
import { readWorkspace, SHOP } from "../../../test/support/uses.ts";
import { parseFixture } from "../../../test/support/fixture.ts";
import { scanReport } from "./scanReport.ts";
import { fieldKey } from "../engine/project/uses/linkUses.ts";
import type { Workspace } from "./workspace.ts";

const VIEWS = `import logging
from .models import Customer

logger = logging.getLogger(__name__)

def first(customer: Customer):
    logger.info(customer.email)

def second(customer: Customer):
    number = customer.national_id
    logger.info(number)
`;

async function open(): Promise<Workspace> {
  const workspace = await readWorkspace(parseFixture(`${SHOP}\n//- shop/views.py\n${VIEWS}`).files);
  await workspace.openDocument("shop/views.py", 1, VIEWS);
  await workspace.uses.refresh();
  return workspace;
}

function textsOf(workspace: Workspace, text: string): readonly string[] {
  return workspace.leaksIn("shop/views.py").map(({ span }) => text.slice(span.start, span.end));
}

describe("leaks", () => {
  it("name the way of the value, and the function in their fingerprint", async () => {
    const [, second] = (await open()).leaksIn("shop/views.py");
    expect(second).toMatchObject({
      entity: "Customer",
      field: "national_id",
      fingerprint: "log/sensitive-value@shop/views.py#second:Customer.national_id",
      related: [
        {
          path: "shop/views.py",
          start: { line: 9, character: 13 },
          end: { line: 9, character: 33 },
          message: "`number` is set to this.",
        },
      ],
    });
  });

  it("move along with what is typed before them, and are gone where something was changed", async () => {
    const workspace = await open();
    const longer = VIEWS.replace("import logging", "import os\nimport logging");
    await workspace.changeDocument("shop/views.py", 2, longer);
    expect(textsOf(workspace, longer)).toEqual(["customer.email", "number"]);
    const [ofEmail] = workspace.leaksOf(fieldKey("shop/models.py", "Customer", "email"));
    expect(longer.slice(ofEmail?.span.start, ofEmail?.span.end)).toBe("customer.email");
    const other = VIEWS.replace("customer.email", "customer.emai");
    await workspace.changeDocument("shop/views.py", 3, other);
    expect(textsOf(workspace, other)).toEqual(["number"]);
  });

  it("are told of when they come and go", async () => {
    const workspace = await open();
    const told: string[] = [];
    workspace.onDidChange(({ paths, kind }) => told.push(...[...paths].map((path) => `${kind} ${path}`)));
    await workspace.changeDocument("shop/views.py", 2, VIEWS.replace("logger.info(number)", "pass"));
    expect(told).toEqual(["texts shop/views.py"]);
    await workspace.changeDocument("shop/views.py", 3, `${VIEWS}    logger.info(number.lower())\n`);
    await workspace.uses.refresh();
    expect(told.at(-1)).toBe("judgements shop/views.py");
    expect(workspace.leaksIn("shop/views.py")).toHaveLength(3);
  });

  it("are of objects whose model is declared later", async () => {
    const views = `from .people import Person\n\ndef third(found: Person):\n${"    # of which there are many\n".repeat(9)}    print(found)\n`;
    const workspace = await readWorkspace(parseFixture(`${SHOP}\n//- shop/views.py\n${views}`).files);
    await workspace.uses.refresh();
    expect(workspace.leaksIn("shop/views.py")).toEqual([]);
    const people = `from django.db import models\n\nclass Person(models.Model):\n    email = models.EmailField()\n\n    def __str__(self):\n        return self.email\n`;
    await workspace.openDocument("shop/people.py", 1, people);
    await workspace.uses.refresh();
    expect(workspace.leaksIn("shop/views.py")).toMatchObject([{ entity: "Person", field: "email" }]);
  });

  it("follow a value into functions of other modules, whichever file changes", async () => {
    const views = `from shop.models import Customer\nfrom common.tell import tell\n\ndef show(customer: Customer):\n    tell(customer.email)\n`;
    const quiet = "def tell(text):\n    return 1\n";
    const files = [
      ["shop/views.py", views],
      ["common/tell.py", quiet],
    ] as const;
    const workspace = await readWorkspace([...parseFixture(SHOP).files, ...files]);
    expect(workspace.leaksIn("shop/views.py")).toEqual([]);
    await workspace.openDocument("common/tell.py", 1, quiet.replace("return 1", "print(text)"));
    await workspace.uses.refresh();
    expect(workspace.leaksIn("shop/views.py")).toMatchObject([
      {
        field: "email",
        related: [{ path: "common/tell.py", start: { line: 1, character: 10 } }],
      },
    ]);
    await workspace.openDocument("shop/views.py", 1, views.replace("tell(customer.email)", "tell(customer.pk)"));
    await workspace.uses.refresh();
    expect(workspace.leaksIn("shop/views.py")).toEqual([]);
  });

  it("leave the uses as they were counted", async () => {
    const workspace = await readWorkspace(parseFixture(`${SHOP}\n//- shop/views.py\n${VIEWS}`).files);
    expect(workspace.leakPaths).toEqual(["shop/views.py"]);
    expect(workspace.uses.current("shop/models.py", "Customer", "email")?.uses).toHaveLength(1);
  });

  it("are part of a scan, also of files that declare nothing", async () => {
    const workspace = await open();
    const options = { version: "", isCounted: () => true, isWanted: () => true, isWhole: false };
    const { files } = await scanReport(workspace, options);
    const views = files.find(({ file }) => file.schema.path === "shop/views.py");
    expect(views?.findings.map(({ finding }) => finding.severity)).toEqual(["warning", "error"]);
    expect(views?.text).toBe(VIEWS);
    const { files: models } = await scanReport(workspace, { ...options, isWanted: (path) => path.includes("models") });
    expect(models.map(({ file }) => file.schema.path)).toEqual(["shop/models.py"]);
  });

  it("are judged as the policy says", async () => {
    const { files } = parseFixture(`${SHOP}\n//- shop/views.py\n${VIEWS}`);
    const policy = "rules:\n  log/sensitive-value: hint\n";
    const workspace = await readWorkspace([...files, ["fieldguard.yml", policy]]);
    expect(workspace.leaksIn("shop/views.py").map(({ severity }) => severity)).toEqual(["hint", "hint"]);
    const silent = await readWorkspace([...files, ["fieldguard.yml", policy.replace("hint", "off")]]);
    expect(silent.leakPaths).toEqual([]);
  });
});
