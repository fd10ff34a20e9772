import type { InheritedField } from "../../project/inheritedFields.ts";
import type { ClassifiedField, ClassifiedFile } from "../../project/model.ts";
import { lineNumberAt, positionAt } from "../../text/lineIndex.ts";
import { copiesAt, shownCopies } from "../copies.ts";
import { type Figures, figuresOf } from "../figures.ts";
import type { ReportedFile, ReportedFinding, ScanReport } from "../model.ts";
import {
  counted,
  findingSummary,
  fixTitle,
  sensitiveSummary,
  shownFields,
  SIGNS,
  thirdPartySentence,
} from "../words.ts";
import { codeFrame } from "./codeFrame.ts";
import { type Columns, columnsFor, fieldLine, headerLine } from "./fieldTable.ts";
import { type Paint, paintFor } from "./paint.ts";
import { printable } from "./printable.ts";
import { wrapped } from "./wrapped.ts";

export interface TextOptions {
  readonly allFields: boolean;
  readonly color: boolean;
  /** Columns of the terminal; infinite when the text goes elsewhere. */
  readonly width: number;
  /** Findings and the summary only, without the classification. */
  readonly quiet: boolean;
}

/** For people at a terminal: what is stored, what is wrong with it, and the sum of it. */
export function textReport(report: ScanReport, options: TextOptions): string {
  const paint = paintFor(options.color);
  const blocks = [
    ...(options.quiet ? [] : classification(report, options, paint)),
    ...report.files.flatMap((file) => findings(file, options.width, paint)),
    ...(options.quiet ? [] : unread(report, paint)),
    summary(report, paint),
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

type Block = readonly string[];

function classification(report: ScanReport, options: TextOptions, paint: Paint): readonly Block[] {
  const shown = report.files
    .map(({ file }) => ({
      file,
      fields: shownFields(file.fields, options.allFields),
      copies: shownCopies(report, file, options.allFields),
    }))
    .filter((item) => item.fields.length + item.copies.length > 0);
  const columns = columnsFor(
    shown.flatMap((item) => [...item.fields, ...item.copies.map(({ subject }) => subject)]),
    options.width,
  );
  const blocks = shown.map((item) => fileBlock(item, columns, paint));
  return blocks.length === 0 ? [] : [...blocks, [paint.dim(`  ${SIGNS}`)]];
}

interface ShownFile {
  readonly file: ClassifiedFile;
  readonly fields: readonly ClassifiedField[];
  readonly copies: readonly InheritedField[];
}

function fileBlock({ file, fields, copies }: ShownFile, columns: Columns, paint: Paint): Block {
  const title = [paint.bold(printable(file.schema.path)), headerLine(columns, paint)];
  const entities = file.schema.entities.flatMap((entity) => {
    const own = fields.filter((field) => field.entity === entity);
    const inherited = copiesAt(copies, entity);
    if (own.length + inherited.length === 0) return [];
    const line = lineNumberAt(file.schema.lines, entity.nameSpan.start);
    return [
      `  ${paint.bold(entity.name)} ${paint.dim(`line ${line}`)}`,
      ...own.map((field) => fieldLine(field, columns, paint)),
      ...inheritedLines(inherited, columns, paint),
    ];
  });
  return [...title, ...entities];
}

/** Under a line for each entity that they come from. */
function inheritedLines(copies: readonly InheritedField[], columns: Columns, paint: Paint): Block {
  return copies.flatMap(({ declaredIn, subject, installed }, index) => {
    const { entity } = subject;
    const from = installed ? `${installed.package.distribution} ${installed.package.version}, ` : "";
    const isFirst = entity !== copies[index - 1]?.subject.entity;
    const origin = paint.dim(`    from ${entity.name}, ${from}${printable(declaredIn.path)}`);
    return [...(isFirst ? [origin] : []), fieldLine(subject, columns, paint)];
  });
}

function findings(file: ReportedFile, width: number, paint: Paint): readonly Block[] {
  return file.findings
    .filter(({ finding }) => finding.suppressed === null && finding.severity !== "hint")
    .map((item) => findingBlock(file, item, width, paint));
}

function findingBlock(
  { file, text }: ReportedFile,
  { finding, fixes }: ReportedFinding,
  width: number,
  paint: Paint,
): Block {
  const { lines } = file.schema;
  const { line, character } = positionAt(lines, finding.span.start);
  const mark = (part: string): string => paint.severity(finding.severity, part);
  const place = `${printable(finding.path)}:${line + 1}:${character + 1}`;
  const frame = { text, lines, span: finding.span, width: Math.max(20, width - String(line + 1).length - 3) };
  const preferred = fixes.find((fix) => fix.preferred);
  return [
    `${paint.bold(place)}  ${mark(finding.severity)}  ${paint.dim(finding.rule)}`,
    ...wrapped(printable(finding.message), width),
    ...codeFrame(frame, paint, mark),
    ...(finding.related ?? []).map((place) =>
      paint.dim(`from ${printable(place.path)}:${place.start.line + 1}:${place.start.character + 1}  ${place.message}`),
    ),
    ...(preferred ? [paint.dim(`fix ${preferred.id}: ${fixTitle(preferred.title)}`)] : []),
  ];
}

function unread({ skipped, problems }: ScanReport, paint: Paint): readonly Block[] {
  const lines = [
    ...skipped.map(({ path, reason }) => `${printable(path)}  not read: ${printable(reason)}`),
    ...problems.map(({ path, line, message }) => `${printable(path)}:${line}  ${printable(message)}`),
  ];
  return lines.length > 0 ? [lines.map((line) => paint.dim(line))] : [];
}

function summary(report: ScanReport, paint: Paint): Block {
  const figures = figuresOf(report);
  const thirdParty = thirdPartySentence(report.thirdParty);
  const more = thirdParty === "" ? [] : [paint.dim(printable(thirdParty))];
  if (figures.entities === 0) {
    return [`No models found in ${counted(report.read, "file")} read; nothing to classify.`, ...more];
  }
  return [
    paint.bold(fieldSentence(figures)),
    `${findingSentence(figures)} in ${counted(figures.entities, "model")} with ${counted(figures.fields, "field")}.`,
    ...more,
  ];
}

function fieldSentence(figures: Figures): string {
  const { lackingTreatment: lacking, toDecide } = figures;
  const lack =
    lacking === 0 ? "none lacks its treatment" : `${lacking} ${lacking === 1 ? "lacks its" : "lack their"} treatment`;
  return `${sensitiveSummary(figures)}; ${lack}${toDecide > 0 ? `; ${toDecide} to decide` : ""}.`;
}

function findingSentence(figures: Figures): string {
  const text = findingSummary(figures);
  const more = [
    ...(figures.suppressed > 0 ? [`${figures.suppressed} suppressed`] : []),
    ...(figures.bySeverity.hint > 0 ? [`${counted(figures.bySeverity.hint, "hint")} not shown`] : []),
  ];
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${more.length > 0 ? ` (${more.join(", ")})` : ""}`;
}
