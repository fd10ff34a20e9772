import { writeFileSync } from "node:fs";
import { atLeast, LEVELS, type Level } from "../../engine/classification/model.ts";
import { DOCUMENT_FORMATS, documentOf } from "../../engine/reports/document.ts";
import type { ScanReport } from "../../engine/reports/model.ts";
import { textReport } from "../../engine/reports/text/scan.ts";
import { goneFrom } from "../../engine/rules/baseline.ts";
import { SEVERITIES, type Severity } from "../../engine/rules/rule.ts";
import { decode } from "../../workspace/decode.ts";
import { MAX_FILE_BYTES } from "../../workspace/limits.ts";
import { scanReport } from "../../workspace/scanReport.ts";
import { type OpenProject, openProject } from "../project.ts";
import { readStandardInput } from "../standardInput.ts";
import { isPart, targetOf, targetOfBuffer } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { tellInternalErrors } from "../unread.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";

const FORMATS = ["text", ...DOCUMENT_FORMATS] as const;
const THRESHOLDS = ["restricted", "confidential", "warning", "error", "never"] as const;

export const scanVerb: Verb = {
  name: "scan",
  summary: "classify the fields of all models and check how they are protected",
  usage: ["scan [OPTION…] [PATH…]", "scan [OPTION…] --stdin-filename PATH -"],
  options: [
    { name: "format", value: "FORMAT", help: `${FORMATS.join(", ")}; text by default`, choices: FORMATS },
    { name: "output", value: "FILE", help: "write the result there instead of to standard output" },
    { name: "all-fields", value: null, help: "show fields that are not sensitive too" },
    { name: "fail-on", value: "THRESHOLD", help: `${THRESHOLDS.join(", ")}; warning by default`, choices: THRESHOLDS },
    { name: "stdin-filename", value: "PATH", help: "where the text on standard input belongs" },
    { name: "no-cache", value: null, help: "read every file, and keep nothing for the next time" },
    { name: "baseline", value: "FILE", help: "leave out what FILE accepts, in place of the project's own baseline" },
    { name: "diff", value: "REV", help: "only what is new since REV", later: true },
    { name: "inherited", value: null, help: "show inherited fields on children too" },
  ],
  notes: [
    "--fail-on restricted (or confidential) looks at fields of that level or above that lack their treatment;\n" +
      "warning and error look at the severity of findings. Suppressed findings never fail a scan.",
  ],
  example: "fieldguard scan --format sarif --output fieldguard.sarif --fail-on restricted .",

  async run(invocation) {
    const { shell, terminal, values, switches } = invocation;
    const buffered = values.get("stdin-filename");
    const project = buffered === undefined ? await openPaths(invocation) : await openBuffer(buffered, invocation);
    const { workspace, parts } = project;
    const isWanted = (path: string): boolean => isPart(parts, path);
    if (parts === null) noteUnusedEntries(project, terminal);
    const report = await scanReport(workspace, {
      version: shell.version,
      isCounted: isWanted,
      isWanted,
      isWhole: parts === null,
      withInherited: switches.has("inherited"),
    });
    if (parts === null) noteGone(project, report, terminal);
    const text = rendered(report, invocation);

    const output = values.get("output");
    if (output === undefined) terminal.print(text);
    else writeOutput(output, text);

    if (tellInternalErrors(project)) return EXIT.internal;
    return fails(report, values.get("fail-on") ?? "warning") ? EXIT.findings : EXIT.clean;
  },
};

async function openPaths(invocation: Invocation): Promise<OpenProject> {
  const { positionals } = invocation;
  if (positionals.includes("-"))
    throw new UsageError("`-` needs --stdin-filename PATH, which says where the text belongs");
  return openProject(targetOf(positionals), invocation);
}

async function openBuffer(name: string, invocation: Invocation): Promise<OpenProject> {
  if (invocation.positionals.join() !== "-") throw new UsageError("--stdin-filename goes with `-` as the only path");
  const { root, path } = targetOfBuffer(name);
  const decoded = decode(await readStandardInput());
  if (decoded.kind !== "text") {
    throw new UsageError(
      `standard input is not a text: ${decoded.kind === "binary" ? "it holds binary data" : decoded.reason}`,
    );
  }
  if (decoded.text.length > MAX_FILE_BYTES)
    throw new UsageError(`standard input is larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
  const project = await openProject({ root, parts: [path] }, invocation);
  await project.workspace.openDocument(path, 0, decoded.text);
  await project.workspace.analysis(path);
  return project;
}

/** They harm nothing, but whoever wrote them believes that they do something. */
function noteUnusedEntries({ workspace }: OpenProject, terminal: Terminal): void {
  for (const { path, line, message } of workspace.unusedEntries()) {
    terminal.note(`fieldguard: warning: ${path}:${line}: ${message}`);
  }
}

/** So that the file shrinks. */
function noteGone({ workspace }: OpenProject, { files }: ScanReport, terminal: Terminal): void {
  const gone = goneFrom(
    workspace.baseline,
    files.flatMap(({ findings }) => findings.map(({ finding }) => finding)),
  );
  if (gone.length === 0) return;
  const count = gone.length === 1 ? "1 accepted finding is" : `${gone.length} accepted findings are`;
  terminal.note(
    `fieldguard: ${count} gone from where the baseline has them; fieldguard baseline --prune --write renews it`,
  );
}

function rendered(report: ScanReport, { terminal, values, switches }: Invocation): string {
  const allFields = switches.has("all-fields");
  const toFile = values.has("output");
  const format = DOCUMENT_FORMATS.find((name) => name === values.get("format"));
  if (format) return documentOf(report, format, { allFields });
  return textReport(report, {
    allFields,
    quiet: terminal.quiet,
    color: terminal.color && !toFile,
    width: toFile ? Infinity : terminal.width,
  });
}

function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new UsageError(`--output ${path}: cannot be written (${reason})`);
  }
}

function fails({ files }: ScanReport, threshold: string): boolean {
  const level = LEVELS.find((item) => item === threshold);
  const severity = SEVERITIES.find((item) => item === threshold);
  return files.some(({ file, findings }) =>
    findings.some(({ finding }) => {
      if (finding.suppressed) return false;
      if (severity) return isAtLeast(finding.severity, severity);
      const subject = file.fields.find(({ field }) => field.nameSpan.start === finding.span.start);
      return (
        level !== undefined &&
        subject !== undefined &&
        lacksAt(subject.lacksTreatment, subject.classification.level, level)
      );
    }),
  );
}

function lacksAt(lacksTreatment: boolean, level: Level | null, floor: Level): boolean {
  return lacksTreatment && level !== null && atLeast(level, floor);
}

function isAtLeast(severity: Severity, floor: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(floor);
}
