import { appOf } from "../project/app.ts";
import type { ClassifiedField } from "../project/model.ts";
import { originOf, shownCopies } from "./copies.ts";
import { figuresOf } from "./figures.ts";
import type { ReportedFile, ScanReport } from "./model.ts";
import { lineNumberAt } from "../text/lineIndex.ts";
import {
  categoryWords,
  counted,
  findingSummary,
  levelWords,
  percent,
  protectionWords,
  sensitiveSummary,
  shownFields,
} from "./words.ts";

export function markdownReport(report: ScanReport, options: { readonly allFields: boolean }): string {
  const figures = figuresOf(report);
  const blocks = [
    "# Data classification",
    [
      `- ${sensitiveSummary(figures)}`,
      `- ${figures.lackingTreatment} lacking the treatment that they need`,
      `- ${figures.toDecide} to decide`,
      `- ${counted(figures.entities, "model")} with ${counted(figures.fields, "field")} read`,
    ].join("\n"),
    ...tablesOf(report, options.allFields),
    "## Findings",
    `${sentence(findingSummary(figures))}${figures.suppressed > 0 ? ` ${figures.suppressed} suppressed.` : ""}`,
    ...report.files.map(findingsOf).filter((list) => list !== ""),
    ...thirdPartyOf(report),
    ...unreadOf(report),
  ];
  return blocks.join("\n\n") + "\n";
}

function tablesOf(report: ScanReport, allFields: boolean): readonly string[] {
  const blocks: string[] = [];
  let app: string | null = null;
  for (const { file } of report.files) {
    const fields = shownFields(file.fields, allFields);
    const copies = shownCopies(report, file, allFields);
    if (fields.length + copies.length === 0) continue;
    if (appOf(file.schema.path) !== app) {
      app = appOf(file.schema.path);
      blocks.push(`## ${escaped(app === "" ? "Project" : app)}`);
    }
    const rows = [
      ...fields.map((subject) => rowOf(`${subject.entity.name}.${subject.field.name}`, subject)),
      // What they lack is told where they are declared.
      ...copies.map((copy) => {
        const name = `${copy.child.entity.name}.${copy.subject.field.name}`;
        return rowOf(`${name} (from ${originOf(copy)})`, { ...copy.subject, lacksTreatment: false });
      }),
    ];
    const header = ["Field", "Level", "Holds", "Needs", "Has", "", "Likely sensitive"];
    const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
    blocks.push(code(file.schema.path), lines.join("\n"));
  }
  return blocks;
}

function rowOf(name: string, subject: ClassifiedField): readonly string[] {
  return [
    escaped(name),
    levelWords(subject.classification),
    escaped(categoryWords(subject)),
    subject.classification.treatment ?? "",
    protectionWords(subject.protection),
    subject.lacksTreatment ? "**lacks it**" : "",
    escaped(percent(subject.classification.confidence)),
  ];
}

function findingsOf({ file, findings }: ReportedFile): string {
  return findings
    .filter(({ finding }) => finding.severity !== "hint" && finding.suppressed === null)
    .map(({ finding }) => {
      const line = lineNumberAt(file.schema.lines, finding.span.start);
      // Messages are ours and hold names of fields in backticks, which Markdown shows as code.
      return `- **${finding.severity}** ${code(`${finding.path}:${line}`)} ${finding.message} (${finding.rule})`;
    })
    .join("\n");
}

/** Nothing is found or needed there: what they hold is to be known, not to be changed. */
function thirdPartyOf({ thirdParty }: ScanReport): readonly string[] {
  if (thirdParty.length === 0) return [];
  const rows = thirdParty.flatMap(({ app, name, distribution, fields }) =>
    fields.map((subject) => [
      escaped(`${app}.${name}.${subject.field.name}`),
      levelWords(subject.classification),
      escaped(categoryWords(subject)),
      protectionWords(subject.protection),
      escaped(distribution),
    ]),
  );
  const header = ["Field", "Level", "Holds", "Has", "Package"];
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return ["## Models of installed packages", lines.join("\n")];
}

function unreadOf({ problems, skipped }: ScanReport): readonly string[] {
  const lines = [
    ...skipped.map(({ path, reason }) => `- ${code(path)} ${escaped(reason)}`),
    ...problems.map(({ path, line, message }) => `- ${code(`${path}:${line}`)} ${escaped(message)}`),
  ];
  return lines.length > 0 ? ["## Not read", lines.join("\n")] : [];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Any text as itself: CommonMark takes a backslash before any ASCII punctuation. */
function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ").replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, "\\$&");
}

/** A code span; a fence longer than any run of backticks in it keeps it whole. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text.replaceAll(/[\r\n]+/g, " ")}${pad}${fence}`;
}
