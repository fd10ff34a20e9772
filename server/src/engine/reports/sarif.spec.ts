import { describe, expect, it } from "vitest";
import { rules } from "../rules/registry.ts";
import { exampleReport, type ExampleField } from "./exampleReport.ts";
import { sarifReport } from "./sarif.ts";

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly Record<string, unknown>[];
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly object[] }[];
  }[];
}

function logOf(field: Partial<ExampleField>, path = "shop/models.py"): Log {
  const text = "class A(models.Model):\n    iban = x\n";
  const report = exampleReport([
    { path, text, fields: [{ name: "A.iban", category: "user.government_id", finding: {}, ...field }] },
  ]);
  return JSON.parse(sarifReport(report)) as Log;
}

describe("sarifReport", () => {
  it("places a result, names its rule and gives it an identity without lines", () => {
    const { version, runs } = logOf({});
    expect(version).toBe("2.1.0");
    const run = runs[0]!;
    const result = run.results[0]!;
    expect(run.tool.driver.rules[result.ruleIndex as number]!.id).toBe("storage/plaintext-field");
    expect(result).toMatchObject({
      ruleId: "storage/plaintext-field",
      level: "warning",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "shop/models.py", uriBaseId: "%SRCROOT%" },
            region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 9 },
          },
        },
      ],
      partialFingerprints: { "fieldguard/v1": "storage/plaintext-field@shop/models.py#A.iban" },
      suppressions: [],
    });
  });

  it("describes every rule of the registry", () => {
    expect(logOf({}).runs[0]!.tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ meta }) => meta.id));
  });

  it("tells the way of a value from where it comes from to the finding", () => {
    const related = [
      { path: "shop/views.py", start: { line: 3, character: 4 }, end: { line: 3, character: 9 }, message: "nearest" },
      { path: "shop/views.py", start: { line: 1, character: 0 }, end: { line: 1, character: 2 }, message: "source" },
    ];
    const [result] = logOf({ finding: { related, message: "sink" } }).runs[0]!.results;
    const flows = result!.codeFlows as {
      threadFlows: { locations: { location: { message: { text: string } } }[] }[];
    }[];
    const { locations } = flows[0]!.threadFlows[0]!;
    expect(locations.map(({ location }) => location.message.text)).toEqual(["source", "nearest", "sink"]);
    expect(locations[0]!.location).toMatchObject({
      physicalLocation: {
        artifactLocation: { uri: "shop/views.py" },
        region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 3 },
      },
    });
  });

  it("keeps suppressed findings with their reason", () => {
    const inSource = logOf({ finding: { suppressed: { by: "directive", reason: "tested data" } } });
    expect(inSource.runs[0]!.results[0]!.suppressions).toEqual([{ kind: "inSource", justification: "tested data" }]);
    const byPolicy = logOf({ finding: { suppressed: { by: "policy", reason: "agreed" } } });
    expect(byPolicy.runs[0]!.results[0]!.suppressions).toEqual([{ kind: "external", justification: "agreed" }]);
  });

  it.each([
    ["error", "error", undefined],
    ["information", "note", undefined],
    ["hint", "none", "informational"],
  ] as const)("tells %s as level %s", (severity, level, kind) => {
    const result = logOf({ finding: { severity } }).runs[0]!.results[0]!;
    expect([result.level, result.kind]).toEqual([level, kind]);
  });

  it("writes paths as URIs", () => {
    const uri = JSON.stringify(logOf({}, "mö/a b#c?.py").runs[0]!.results[0]);
    expect(uri).toContain('"uri":"m%C3%B6/a%20b%23c%3F.py"');
  });

  it("reports what was not read as a notification", () => {
    const report = exampleReport([], { problems: [{ path: "a.py", line: 4, message: "does not end" }] });
    const log = JSON.parse(sarifReport(report)) as Log;
    expect(log.runs[0]!.invocations[0]!.toolExecutionNotifications).toMatchObject([
      { message: { text: "does not end" }, locations: [{ physicalLocation: { region: { startLine: 4 } } }] },
    ]);
  });
});
