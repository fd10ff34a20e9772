import type { Classification, Evidence } from "../../classification/model.ts";
import { categoryOf } from "../../classification/taxonomy.ts";
import { isRefusal, type FixOffer, type FixRefusal, type ProviderChoice } from "../../fixes/model.ts";
import type { FieldHistory } from "../../project/migrations/fieldHistory.ts";
import type { ClassifiedField, ClassifiedFile } from "../../project/model.ts";
import type { UsesOfField } from "../../project/uses/frameworkUses.ts";
import type { LinkedUse } from "../../project/uses/linkUses.ts";
import type { Finding } from "../../rules/rule.ts";
import { positionAt } from "../../text/lineIndex.ts";
import { historyWords } from "../historyWords.ts";
import {
  basisWords,
  fixTitle,
  holdsOf,
  isSaid,
  likelihoodWords,
  NEEDS,
  rankedEvidence,
  storedWords,
} from "../words.ts";
import { frameworkUseWords, inOrder, placeOfUse, toldUses, usesSummary, useWords } from "../uses.ts";
import { type Paint, paintFor } from "./paint.ts";
import { printable } from "./printable.ts";
import { wrapped } from "./wrapped.ts";

export interface FieldExplanation {
  readonly file: ClassifiedFile;
  readonly subject: ClassifiedField;
  readonly findings: readonly Finding[];
  readonly fixes: readonly (FixOffer | FixRefusal)[];
  /** Null where nobody has looked for them. */
  readonly uses: UsesOfField | null;
  /** What the migrations tell of it; null when they tell nothing. */
  readonly history: FieldHistory | null;
}

export interface ExplainOptions {
  readonly color: boolean;
  readonly width: number;
}

/** All that is known of one field: what it is, why we think so, what can be done. */
export function explainField(explanation: FieldExplanation, { color, width }: ExplainOptions): string {
  const paint = paintFor(color);
  const { file, subject, findings, fixes, uses, history } = explanation;
  const blocks = [
    [fieldHeading(file, subject, paint), ...classificationLines(subject, paint)],
    reasonLines(subject.classification, paint),
    history ? historyLines(history, width, paint) : [],
    clauseLines(subject, paint),
    uses ? useLines(uses, paint) : [],
    ...findings.map((finding) => findingLines(finding, width, paint)),
    fixLines(file.schema.path, subject, fixes, paint),
    isOnlyEstimated(subject) ? [paint.dim(NOT_RIGHT)] : [],
  ];
  return (
    blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join("\n"))
      .join("\n\n") + "\n"
  );
}

/** What can be done about a field, and why not the rest; with what there is to know of packages before one is chosen. */
export function fixLines(
  path: string,
  subject: ClassifiedField,
  fixes: readonly (FixOffer | FixRefusal)[],
  paint: Paint,
  options: { readonly withChoices: boolean } = { withChoices: false },
): readonly string[] {
  const offers = fixes.filter((fix): fix is FixOffer => !isRefusal(fix));
  const refusals = fixes.filter(isRefusal);
  const width = Math.max(0, ...fixes.map(({ id }) => id.length));
  const indent = " ".repeat(width + 4);
  const lines = offers.length === 0 ? [] : [paint.bold("Fixes")];
  for (const { id, title, preferred, input, choices = [] } of offers) {
    lines.push(`  ${id.padEnd(width)}  ${fixTitle(title)}${preferred ? paint.dim(" (preferred)") : ""}`);
    lines.push(
      paint.dim(
        `  ${" ".repeat(width)}  fieldguard fix --select ${quoted(`${path}::${selectorOf(subject)}`)} --fix ${id}${inputOf(input)}`,
      ),
    );
    if (!options.withChoices) continue;
    const isChoice = choices.length > 1;
    lines.push(...choices.flatMap((choice) => choiceLines(choice, isChoice, paint)).map((line) => indent + line));
  }
  if (refusals.length > 0) lines.push(paint.bold("Not on offer"));
  for (const { id, because, places = [] } of refusals) {
    lines.push(`  ${id.padEnd(width)}  ${because}`);
    lines.push(
      ...inOrder(places).map(
        (use) => `  ${" ".repeat(width)}  ${printable(use.path)}:${placeOfUse(use).line}  ${useWords(use)}`,
      ),
    );
  }
  return lines;
}

function choiceLines(choice: ProviderChoice, isChoice: boolean, paint: Paint): readonly string[] {
  const { provider, name, keyFrom, wrongKey, filter, source } = choice;
  return [
    `with ${name}${isChoice ? `: --provider ${provider}` : ""}`,
    `  the key is ${withoutMarks(keyFrom)}`,
    `  a wrong key ${withoutMarks(wrongKey)}`,
    `  filter() ${withoutMarks(filter)}`,
    paint.dim(`  ${source}`),
  ];
}

function withoutMarks(markdown: string): string {
  return markdown.replaceAll("`", "");
}

/** The field's name, and where it is declared. */
export function fieldHeading({ schema }: ClassifiedFile, subject: ClassifiedField, paint: Paint): string {
  const { line, character } = positionAt(schema.lines, subject.field.nameSpan.start);
  return `${paint.bold(selectorOf(subject))}  ${paint.dim(`${printable(schema.path)}:${line + 1}:${character + 1}`)}`;
}

function selectorOf({ entity, field }: ClassifiedField): string {
  return `${entity.name}.${field.name}`;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
}

function inputOf(input: FixOffer["input"]): string {
  if (input === "reason") return " --reason TEXT";
  return input === "category" ? " --category KEY" : "";
}

/** What it holds, how sure that is, what it needs and how it is stored: a line each. */
export function classificationLines(subject: ClassifiedField, paint: Paint): readonly string[] {
  const { classification: found } = subject;
  const likelihood = likelihoodWords(found);
  const considered = found.verdict === "clear" && found.candidate !== null ? categoryOf(found.candidate) : undefined;
  const stored = storedWords(subject);
  const place = columnWords(subject);
  const row = (name: string, value: string): string => `  ${paint.dim(name.padEnd(10))}  ${value}`;
  return [
    row("verdict", `${verdictOf(subject)}${likelihood === null ? "" : ` (${likelihood})`}`),
    ...(considered ? [row("ruled out", considered.gloss)] : []),
    ...(found.category === null ? [] : [row("category", found.category)]),
    ...demands(found, paint).map(([name, value]) => row(name, value)),
    ...(stored === null ? [] : [row("stored", printable(stored))]),
    ...(place === null ? [] : [row("column", printable(place))]),
    row("basis", printable(basisWords(subject))),
  ];
}

/** Where the database has it, as far as its model says so itself. */
function columnWords({ entity: { table }, field: { column } }: ClassifiedField): string | null {
  if (table === null) return column;
  return column === null ? `in the table ${table}` : `${column}, in the table ${table}`;
}

/** What is still open asks for nothing yet. */
function demands(
  { verdict, level, treatment }: Classification,
  paint: Paint,
): readonly [name: string, value: string][] {
  if (level === null || treatment === null) return [];
  const shown = paint.level(level, level);
  return verdict === "review"
    ? [["if so", `${shown}, needs ${NEEDS[treatment]}`]]
    : [
        ["level", shown],
        ["needs", NEEDS[treatment]],
      ];
}

/** Beyond what one may doubt, or decided. */
function isSure({ confidence, decidedBy }: Classification): boolean {
  return confidence >= SURE_FROM || decidedBy !== "classifier";
}

const SURE_FROM = 0.8;

function verdictOf(subject: ClassifiedField): string {
  switch (subject.classification.verdict) {
    case "sensitive":
      return `${isSure(subject.classification) ? "holds" : "probably holds"} ${holdsOf(subject)}`;
    case "review":
      return `may hold ${holdsOf(subject)}; a person must decide`;
    case "clear":
      return "not sensitive";
  }
}

function historyLines(history: FieldHistory, width: number, paint: Paint): readonly string[] {
  const lines = historyWords(history).flatMap((words) => wrapped(printable(words), width - 2));
  return [paint.bold("Migrations"), ...lines.map((line) => `  ${line}`)];
}

export function reasonLines(classification: Classification, paint: Paint): readonly string[] {
  const reasons = rankedEvidence(classification);
  const hasPoints = reasons.some((reason) => reason.kind !== "prior" && !isSaid(reason));
  const points = (reason: Evidence): string => (isSaid(reason) ? " ".repeat(5) : weightOf(reason.weight));
  return [
    paint.bold("Why") + (hasPoints ? paint.dim(`  ${POINTS}`) : ""),
    ...reasons.map((reason) => `  ${hasPoints ? `${points(reason)}  ` : ""}${printable(reason.detail)}`),
  ];
}

/** Not sensitive as far as can be told, and nobody has said so. */
function isOnlyEstimated({ classification: { verdict, decidedBy } }: ClassifiedField): boolean {
  return verdict === "clear" && decidedBy === "classifier";
}

const NOT_RIGHT =
  "Not right? Write `# fieldguard: category=KEY` at the end of its line (KEY as in `user.contact.email`), " +
  "or list the words of its name in fieldguard.yml.";

const POINTS = "points for (+) and against (−) being sensitive; 0 in all is 50 %";

export function clauseLines({ clauses }: ClassifiedField, paint: Paint): readonly string[] {
  const width = Math.max(0, ...clauses.map(({ clause }) => clause.length));
  return clauses.length === 0
    ? []
    : [paint.bold("Relevant to"), ...clauses.map(({ clause, says }) => `  ${clause.padEnd(width)}  ${says}`)];
}

/** Each place of the code that uses the field, then what packages do with it, then what only its name tells. */
export function useLines(known: UsesOfField, paint: Paint): readonly string[] {
  const { uses, byPackages } = known;
  const told = toldUses(uses);
  const named = uses.filter(({ certainty }) => certainty === "by name");
  const width = Math.max(0, ...uses.map((use) => useWords(use).length));
  const line = (use: LinkedUse): string =>
    `  ${useWords(use).padEnd(width)}  ${printable(use.path)}:${placeOfUse(use).line}`;
  const summary = usesSummary(known);
  return [
    paint.bold(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}`),
    ...inOrder(told).map(line),
    ...byPackages.flatMap((use) => [`  ${use.package}: ${frameworkUseWords(use)}`, paint.dim(`    ${use.source}`)]),
    ...(named.length === 0 ? [] : [paint.dim("  perhaps also, as far as the name tells"), ...inOrder(named).map(line)]),
  ];
}

function findingLines(finding: Finding, width: number, paint: Paint): readonly string[] {
  const silenced = finding.suppressed
    ? [`  suppressed by ${finding.suppressed.by}: ${printable(finding.suppressed.reason)}`]
    : [];
  return [
    `${paint.severity(finding.severity, finding.severity)}  ${paint.dim(finding.rule)}`,
    ...wrapped(printable(finding.message), width - 2).map((line) => `  ${line}`),
    ...silenced,
  ];
}

function weightOf(weight: number): string {
  const sign = weight > 0 ? "+" : weight < 0 ? "−" : " ";
  return `${sign}${Math.abs(weight).toFixed(1)}`.padStart(5);
}
