import { describe, expect, it } from "vitest";
import type { LeakModel, Severity } from "../../../server/src/protocol.ts";
import { isPressing, leakChildren, type LeakPlace, ruleNodes } from "./leakNodes.ts";

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function found(rule: string, severity: Severity, about: string, more: Partial<LeakModel> = {}): LeakPlace {
  const uri = "file:///shop/views.py";
  const fingerprint = `${rule}@views.py#${about}`;
  const leak = { fingerprint, rule, title: `Title of ${rule}`, severity, message: "", range: RANGE, about, fields: [] };
  return { folder: "file:///shop", path: "views.py", uri, leak: { ...leak, way: [], leaveAlone: null, ...more } };
}

function outline(places: readonly LeakPlace[]): readonly string[] {
  return ruleNodes(places).flatMap((rule) => [
    rule.title,
    ...leakChildren(rule).map((node) => (node.kind === "leak" ? `  ${node.leak.about}` : node.kind)),
  ]);
}

describe("ruleNodes", () => {
  it("gathers findings by rule: the worst first, then the most frequent", () => {
    const places = [
      found("settings/debug-on", "warning", "DEBUG"),
      found("log/printed-value", "warning", "Customer.email"),
      found("log/printed-value", "warning", "Customer.iban"),
      found("web/cache-key", "hint", "Customer.phone"),
      found("log/sensitive-value", "information", "Customer.phone"),
      found("log/sensitive-value", "error", "Customer.national_id"),
    ];
    expect(outline(places)).toEqual([
      "Title of log/sensitive-value",
      "  Customer.national_id",
      "  Customer.phone",
      "Title of log/printed-value",
      "  Customer.email",
      "  Customer.iban",
      "Title of settings/debug-on",
      "  DEBUG",
      "Title of web/cache-key",
      "  Customer.phone",
    ]);
  });

  it("gives findings ids that no other finding in the window has, and that stay while others come and go", () => {
    const one = found("log/printed-value", "warning", "Customer.email");
    const elsewhere = { ...one, folder: "file:///clinic" };
    const ids = (places: readonly LeakPlace[]): readonly string[] =>
      ruleNodes(places).flatMap((rule) => leakChildren(rule).map(({ id }) => id));
    const [first] = ids([one]);
    const both = ids([found("log/printed-value", "error", "A.b"), one, elsewhere]);
    expect(new Set(both).size).toBe(3);
    expect(both).toContain(first);
  });

  it("folds the rules where there is much to see", () => {
    const many = Array.from({ length: 2000 }, (_, index) => found("log/printed-value", "warning", `A.f${index}`));
    expect(ruleNodes(many)).toMatchObject([{ isExpanded: false }]);
    expect(ruleNodes(many.slice(0, 3))).toMatchObject([{ isExpanded: true }]);
  });

  it("shows the way of a value below its finding", () => {
    const step = { path: "views.py", uri: "file:///shop/views.py", range: RANGE, message: "`number` is set to this." };
    const [rule] = ruleNodes([found("log/printed-value", "warning", "A.b", { way: [step, step] })]);
    const [leak] = leakChildren(rule!);
    expect(leakChildren(leak!)).toMatchObject([{ kind: "step", step }, { kind: "step" }]);
    expect(new Set(leakChildren(leak!).map(({ id }) => id)).size).toBe(2);
  });
});

describe("isPressing", () => {
  it("is what should be mended, not what is only to be known", () => {
    const severities: readonly Severity[] = ["error", "warning", "information", "hint"];
    expect(severities.filter((severity) => isPressing(found("log/x", severity, "A.b")))).toEqual(["error", "warning"]);
  });
});
