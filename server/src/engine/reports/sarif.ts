import { rules } from "../rules/registry.ts";
import type { Finding, RuleMeta, Severity, Suppression } from "../rules/rule.ts";
import type { InheritedField } from "../project/inheritedFields.ts";
import type { FileSchema } from "../schema/schema.ts";
import { type Position, positionAt } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import { copiesOf } from "./copies.ts";
import type { ReportedFile, ReportedFinding, ReportedProblem, ScanReport } from "./model.ts";

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport(report: ScanReport): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Fieldguard", version: report.version, rules: rules.map(({ meta }) => descriptorOf(meta)) },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...report.problems.map(problemOf),
              ...report.skipped.map(({ path, reason }) => notification(path, `not read: ${reason}`, {})),
            ],
          },
        ],
        results: report.files.flatMap((file) =>
          file.findings.map((item) => resultOf(file, item, copiesOf(report, file.file, item.finding.span.start))),
        ),
      },
    ],
  };
  return JSON.stringify(log, null, 2) + "\n";
}

function descriptorOf(meta: RuleMeta): object {
  return {
    id: meta.id,
    shortDescription: { text: meta.title },
    fullDescription: { text: oneLine(meta.what) },
    help: { text: `${meta.what}\n\n${meta.why}`, markdown: `${meta.what}\n\n**Why it matters.** ${meta.why}` },
    defaultConfiguration: { level: levelOf(meta.severity) },
  };
}

function resultOf({ file }: ReportedFile, { finding }: ReportedFinding, copies: readonly InheritedField[]): object {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ meta }) => meta.id === finding.rule),
    // A hint is to be shown, not to be solved: SARIF has no level for that, but a kind.
    ...(finding.severity === "hint" ? { kind: "informational" } : {}),
    level: levelOf(finding.severity),
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: placeOf(file.schema, finding.span),
        ...(finding.field === "" ? {} : { logicalLocations: [logicalPlaceOf(finding)] }),
      },
    ],
    ...(finding.related && finding.related.length > 0 ? { codeFlows: [codeFlowOf(file.schema, finding)] } : {}),
    ...(copies.length > 0 ? { relatedLocations: copies.map(heirOf) } : {}),
    partialFingerprints: { "fieldguard/v1": finding.fingerprint },
    // An empty list says that nothing silences it; leaving it out would mean that nobody looked.
    suppressions: finding.suppressed ? [suppressionOf(finding.suppressed)] : [],
  };
}

/** From where the value comes from to where it is handed on. */
function codeFlowOf(schema: FileSchema, { span, message, related = [] }: Finding): object {
  const locations = related.toReversed().map((place) => ({
    location: {
      message: { text: place.message },
      physicalLocation: { artifactLocation: artifact(place.path), region: regionOf(place.start, place.end) },
    },
  }));
  const last = { location: { message: { text: message }, physicalLocation: placeOf(schema, span) } };
  return { threadFlows: [{ locations: [...locations, last] }] };
}

function logicalPlaceOf({ entity, field }: Finding): object {
  return entity === null
    ? { fullyQualifiedName: field, kind: "variable" }
    : { fullyQualifiedName: `${entity}.${field}`, kind: "member" };
}

/** A model that has the field as well: there is one result, at the declaration. */
function heirOf({ child: { entity, schema } }: InheritedField, index: number): object {
  return {
    id: index + 1,
    message: { text: `${entity.name} inherits it.` },
    physicalLocation: placeOf(schema, entity.nameSpan),
  };
}

function placeOf({ path, lines }: FileSchema, span: Span): object {
  const start = positionAt(lines, span.start);
  const end = positionAt(lines, span.end);
  return {
    artifactLocation: artifact(path),
    region: regionOf(start, end),
  };
}

function regionOf(start: Position, end: Position): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function levelOf(severity: Severity): string {
  if (severity === "hint") return "none";
  return severity === "information" ? "note" : severity;
}

function suppressionOf({ by, reason }: Suppression): object {
  return { kind: by === "directive" ? "inSource" : "external", justification: reason };
}

function problemOf({ path, line, message }: ReportedProblem): object {
  return notification(path, message, { region: { startLine: line } });
}

function notification(path: string, text: string, place: object): object {
  return {
    level: "note",
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), ...place } }],
  };
}

function artifact(path: string): object {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
