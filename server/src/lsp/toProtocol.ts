import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver";
import { leaveAloneRequest } from "./leaveAloneRequest.ts";
import { partsOf } from "../engine/project/uses/linkUses.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import type { Finding, Severity } from "../engine/rules/rule.ts";
import { type LineStarts, lineStartsOf, positionAt } from "../engine/text/lineIndex.ts";
import type { Span } from "../engine/text/span.ts";
import { DIAGNOSTIC_SOURCE, type LeakModel } from "../protocol.ts";
import type { WorkspaceProblem } from "../workspace/analyse.ts";
import type { ClientFlags } from "./capabilities.ts";

/** A diagnostic with what makes it the same after an edit elsewhere. */
export interface ShownDiagnostic {
  readonly identity: string;
  readonly diagnostic: Diagnostic;
}

export function toRange(lines: LineStarts, span: Span): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}

/** The findings of a file that a person should see. */
export function toDiagnostics(
  findings: readonly Finding[],
  lines: LineStarts,
  flags: ClientFlags,
  uriOf: UriOf,
): readonly ShownDiagnostic[] {
  return findings
    .filter((finding) => finding.suppressed === null)
    .map((finding) => ({
      identity: `${finding.fingerprint} ${finding.message}`,
      diagnostic: { ...toDiagnostic(finding, lines, flags), ...relatedTo(finding, flags, uriOf) },
    }));
}

/** Of a file of the same folder; null for one that is none of ours. */
export type UriOf = (path: string) => string | null;

function relatedTo(
  { related = [] }: Finding,
  flags: ClientFlags,
  uriOf: UriOf,
): Pick<Diagnostic, "relatedInformation"> {
  const places = related.flatMap(({ path, start, end, message }) => {
    const uri = uriOf(path);
    return uri === null ? [] : [{ location: { uri, range: { start, end } }, message }];
  });
  return flags.relatedPlaces && places.length > 0 ? { relatedInformation: places } : {};
}

export function toDiagnostic(finding: Finding, lines: LineStarts, flags: ClientFlags): Diagnostic {
  const { rule, severity, message, span, entity, field, fingerprint } = finding;
  return {
    range: toRange(lines, span),
    severity: SEVERITIES[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule,
    message,
    ...(flags.diagnosticData ? { data: { fingerprint, entity, field } } : {}),
  };
}

/** A mistake in the policy, on the whole of its line. */
export function toPolicyDiagnostic({ line, message }: WorkspaceProblem, text: string): ShownDiagnostic {
  const lines = lineStartsOf(text);
  const start = lines[line - 1] ?? text.length;
  const end = start + text.slice(start, lines[line] ?? text.length).trimEnd().length;
  return {
    identity: message,
    diagnostic: {
      range: toRange(lines, { start, end }),
      severity: DiagnosticSeverity.Warning,
      source: DIAGNOSTIC_SOURCE,
      code: "policy",
      message,
    },
  };
}

/** For who shows it elsewhere than in the text. */
export function toLeak(finding: Finding, lines: LineStarts, uriOf: UriOf): LeakModel {
  const uri = uriOf(finding.path);
  const { rule, severity, message, span, entity, field, fields = [], fingerprint, related = [] } = finding;
  return {
    fingerprint,
    rule,
    title: ruleOf(rule)?.meta.title ?? rule,
    severity,
    message,
    range: toRange(lines, span),
    leaveAlone: uri === null ? null : leaveAloneRequest(uri, finding),
    about: entity === null ? field : `${entity}.${field}`,
    fields: fields.flatMap((key) => {
      const { path, ...reference } = partsOf(key);
      const uri = uriOf(path);
      return uri === null ? [] : [{ uri, ...reference }];
    }),
    way: related.flatMap(({ path, start, end, message }) => {
      const uri = uriOf(path);
      return uri === null ? [] : [{ path, uri, range: { start, end }, message }];
    }),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Text that a comment or a name may have brought in must not become formatting. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&-]/g, "\\$&").replace(/\s+/g, " ");
}
