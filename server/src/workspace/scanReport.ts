import { type FixOffer, isRefusal } from "../engine/fixes/model.ts";
import { REMOVAL } from "../engine/fixes/removeIgnore.ts";
import { classAnswersFor, offersFor, settingAnswersFor } from "../engine/fixes/registry.ts";
import { languageOf } from "../engine/languages/registry.ts";
import type { ReportedFile, ScanReport } from "../engine/reports/model.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import { inSourceOrder } from "../engine/rules/check.ts";
import { unusedIgnore } from "../engine/rules/directive/unused-ignore/rule.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import { lineStartsOf, positionAt } from "../engine/text/lineIndex.ts";
import type { FileAnalysis } from "./analyse.ts";
import { isOfClass } from "./classFixContext.ts";
import type { Workspace } from "./workspace.ts";

export interface ScanReportOptions {
  /** Of Fieldguard. */
  readonly version: string;
  /** Whether a path counts as one of the files read. */
  readonly isCounted: (path: string) => boolean;
  /** Whether what is known of it is to be reported, too. */
  readonly isWanted: (path: string) => boolean;
  /** Whether it is a report on the whole project, with the models that packages bring. */
  readonly isWhole: boolean;
  /** Whether to tell what models inherit, too. */
  readonly withInherited?: boolean;
}

/** What the reports need of a workspace that was read. */
export async function scanReport(
  workspace: Workspace,
  { version, isCounted, isWanted, isWhole, withInherited }: ScanReportOptions,
): Promise<ScanReport> {
  const isPart = ({ path }: { readonly path: string }): boolean => isWanted(path);
  if (isWhole || withInherited) await workspace.installed.refresh();
  const files: ReportedFile[] = [];
  await workspace.uses.refresh();
  await workspace.values.refresh();
  const wanted = workspace.analyses().filter(isPart);
  for (const analysis of wanted) files.push(await reportedFile(workspace, analysis));
  const settings = workspace.settingsFindings.filter(isPart);
  const { seen, read, skipped } = workspace.filesWhere(isCounted);
  return {
    version,
    seen,
    read,
    skipped: skipped.filter(isPart),
    files: accepted(
      (await withSettings(await withLeaks(files, isPart, workspace), settings, workspace)).map(withoutData),
      workspace,
    ),
    problems: workspace.problems().filter(isPart),
    // They belong to the project, not to any part of it.
    thirdParty: isWhole ? workspace.installedModels() : [],
    ...(withInherited ? { inherited: workspace.inheritedFields(wanted) } : {}),
  };
}

function accepted(files: readonly ReportedFile[], workspace: Workspace): readonly ReportedFile[] {
  return files.map((file) => {
    const findings = workspace.accepting(file.findings.map(({ finding }) => finding));
    return { ...file, findings: file.findings.map((each, index) => ({ ...each, finding: findings[index]! })) };
  });
}

async function reportedFile(workspace: Workspace, analysis: FileAnalysis): Promise<ReportedFile> {
  const { path, file } = analysis;
  const findings = inSourceOrder([
    ...analysis.findings,
    ...workspace.usesFindings(analysis),
    ...workspace.leaksIn(path),
    ...workspace.unusedIgnoresIn(path),
  ]);
  // The text is only needed where something was found.
  const text = findings.length > 0 ? ((await workspace.text(path)) ?? "") : "";
  const reported = findings.map(async (finding) => {
    if (finding.rule === unusedIgnore.meta.id) return { finding, fixes: [REMOVAL] };
    if (isOfClass(finding)) return { finding, fixes: await classOffers(workspace, finding) };
    const subject = file.fields.find(({ field }) => field.nameSpan.start === finding.span.start);
    if (!subject) return { finding, fixes: [] };
    const ids = ruleOf(finding.rule)?.meta.fixes ?? [];
    const { project, policy } = workspace;
    // A report names the fixes: who uses the field is counted anyway, the migrations of all apps would be much to read for that.
    const offers = offersFor({
      file,
      text,
      subject,
      models: [],
      project,
      categories: policy.categories,
      uses: workspace.uses.known(path, subject.entity.name, subject.field.name),
      usingTexts: null,
    });
    return { finding, fixes: offers.filter((offer) => ids.includes(offer.id)) };
  });
  return { file, text, findings: await Promise.all(reported) };
}

async function classOffers(workspace: Workspace, finding: Finding): Promise<readonly FixOffer[]> {
  const context = await workspace.classFixContext(finding, { withOthers: false });
  const answers = context ? classAnswersFor(context) : [];
  return answers.filter((answer): answer is FixOffer => !isRefusal(answer));
}

/** Files that declare nothing, in which values are handed on, are among the others. */
async function withLeaks(
  files: readonly ReportedFile[],
  isPart: (file: { readonly path: string }) => boolean,
  workspace: Workspace,
): Promise<readonly ReportedFile[]> {
  const declaring = new Set(files.map(({ file }) => file.schema.path));
  const found = [...files];
  for (const path of new Set([...workspace.leakPaths, ...workspace.pathsOfUnusedIgnores])) {
    if (declaring.has(path) || !isPart({ path })) continue;
    const text = (await workspace.text(path)) ?? "";
    const findings = inSourceOrder([...workspace.leaksIn(path), ...workspace.unusedIgnoresIn(path)]);
    const language = languageOf(path);
    const reported = findings.map(async (finding) => ({
      finding,
      fixes: finding.rule === unusedIgnore.meta.id ? [REMOVAL] : await classOffers(workspace, finding),
    }));
    // Of what holds data no line may be shown.
    found.push({
      file: { schema: language ? language.read(path, text) : schemaOfData(path, text), fields: [] },
      text: language ? text : onlyNames(text, findings),
      findings: await Promise.all(reported),
    });
  }
  return found;
}

function schemaOfData(path: string, text: string): FileSchema {
  const nothing = { entities: [], directives: [], problems: [], imports: [], module: null, asked: [] };
  return { language: "data", path, lines: lineStartsOf(text), ...nothing };
}

/** Files of settings in which something is found are among the others, whether they declare models or not. */
async function withSettings(
  files: readonly ReportedFile[],
  findings: readonly Finding[],
  workspace: Workspace,
): Promise<readonly ReportedFile[]> {
  const found = new Map(files.map((file) => [file.file.schema.path, file]));
  for (const finding of findings) {
    const { path } = finding;
    const source = workspace.project.texts.get(path) ?? "";
    const known = found.get(path) ?? settingsFile(path, source);
    const text = withoutValue(known.text === "" ? source : known.text, finding);
    const answers = settingAnswersFor(await workspace.settingFixContext(finding));
    const fixes = answers.filter((answer): answer is FixOffer => !isRefusal(answer));
    found.set(path, { ...known, text, findings: [...known.findings, { finding, fixes }] });
  }
  return [...found.values()].sort((a, b) => (a.file.schema.path < b.file.schema.path ? -1 : 1));
}

function settingsFile(path: string, text: string): ReportedFile {
  return { file: { schema: languageOf(path)!.read(path, text), fields: [] }, text, findings: [] };
}

/** The same places, and of what is in the file nothing but the names at which something is found. */
function onlyNames(text: string, findings: readonly Finding[]): string {
  let shown = "";
  for (const { span } of findings.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < shown.length) continue;
    shown += blank(text.slice(shown.length, span.start)) + text.slice(span.start, span.end);
  }
  return shown + blank(text.slice(shown.length));
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, " ");
}

/** Of lines of code that hold values of people or secrets nothing but the names at which they are found. */
function withoutData(file: ReportedFile): ReportedFile {
  const found = file.findings.map(({ finding }) => finding).filter(({ rule }) => rule.startsWith("data/"));
  if (found.length === 0) return file;
  const { text } = file;
  const lines = lineStartsOf(text);
  const held = new Set(found.map(({ span }) => positionAt(lines, span.start).line));
  const names = onlyNames(text, found);
  return {
    ...file,
    text: lines.map((start, line) => (held.has(line) ? names : text).slice(start, lines[line + 1])).join(""),
  };
}

/** What stands around the name of a setting in its line may be a secret, and no report may show it. */
function withoutValue(text: string, { span }: Finding): string {
  const start = Math.max(text.lastIndexOf("\n", span.start - 1), text.lastIndexOf("\r", span.start - 1)) + 1;
  const before = text.slice(start, span.start);
  const end = /[\r\n]|$/.exec(text.slice(span.end))!.index;
  return [
    text.slice(0, start),
    before.trim() === "" ? before : "… ".slice(0, before.length).padEnd(before.length),
    text.slice(span.start, span.end),
    " = …".slice(0, end).padEnd(end),
    text.slice(span.end + end),
  ].join("");
}
