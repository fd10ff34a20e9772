import { describe, expect, it } from "vitest";
import { readWorkspace, SHOP } from "../../../../test/support/uses.ts";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { applyEdits } from "../text/textEdit.ts";
import { leaveAlone } from "./leaveAlone.ts";

const PATH = "shop/views.py";
const HEAD = "from .models import Customer\n\n";

/** The text after the first finding is left alone, and what is found then that is not suppressed. */
async function left(code: string, reason = "for a demo"): Promise<{ readonly text: string; readonly found: number }> {
  const files = parseFixture(`${SHOP}\n//- ${PATH}\n${HEAD}${code}`).files;
  const workspace = await readWorkspace(files);
  const [finding] = workspace.leaksIn(PATH);
  const before = (await workspace.text(PATH))!;
  const change = leaveAlone(finding!, before, reason)?.steps[0]?.changes[0];
  if (change?.kind !== "edit") return { text: "", found: NaN };
  const text = applyEdits(before, change.edits);
  const again = await readWorkspace([...files].map(([path, old]) => [path, path === PATH ? text : old]));
  const found = again.leaksIn(PATH).filter(({ suppressed }) => suppressed === null).length;
  return { text: text.slice(HEAD.length), found };
}

describe("to leave a finding alone", () => {
  it.each([
    [
      "a call",
      "def show(customer: Customer):\n    print(customer.email)\n",
      "def show(customer: Customer):\n    # fieldguard: ignore[log/printed-value] for a demo\n    print(customer.email)\n",
    ],
    [
      "a call over several lines, beside another comment",
      "def show(customer: Customer):\n    # Why.\n    print(\n        1,\n        customer.email,\n    )\n",
      "def show(customer: Customer):\n    # Why.\n    # fieldguard: ignore[log/printed-value] for a demo\n    print(\n        1,\n        customer.email,\n    )\n",
    ],
    [
      "a statement behind another",
      "def show(customer: Customer): print(customer.email)\n",
      "def show(customer: Customer): print(customer.email)  # fieldguard: ignore[log/printed-value] for a demo\n",
    ],
    [
      "lines that end otherwise",
      "def show(customer: Customer):\r\n\tprint(customer.email)\r\n",
      "def show(customer: Customer):\r\n\t# fieldguard: ignore[log/printed-value] for a demo\r\n\tprint(customer.email)\r\n",
    ],
  ])("a comment says so at %s, and the rule heeds it", async (_, before, after) => {
    const { text, found } = await left(before);
    expect(text.replaceAll("\r", "")).toBe(after.replaceAll("\r", ""));
    expect(found).toBe(0);
  });

  it("silences that place and no other", async () => {
    const code = "def show(customer: Customer):\n    print(customer.email)\n    print(customer.national_id)\n";
    expect(await left(code)).toMatchObject({ found: 1 });
  });

  it("takes a reason, which stays on one line", async () => {
    const code = "def show(customer: Customer):\n    print(customer.email)\n";
    expect(await left(code, "")).toMatchObject({ found: NaN });
    const { text } = await left(code, "a\nimport os");
    expect(text).toContain("# fieldguard: ignore[log/printed-value] a import os\n");
  });
});
