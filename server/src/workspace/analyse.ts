import type { Language, Reading } from "../engine/languages/language.ts";
import { languageOf } from "../engine/languages/registry.ts";
import { type Classified, classifyAgain } from "../engine/project/classifyAgain.ts";
import { classifyFile } from "../engine/project/classifyFile.ts";
import { NO_DECLARATIONS, type ProjectDeclarations } from "../engine/project/declarations/model.ts";
import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { checkAgain, type Checked, checkFile } from "../engine/rules/check.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { NO_OTHER_NAMES, type OtherNames } from "../engine/languages/otherNames.ts";
import type { Asked } from "../engine/schema/asked.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import { lineNumberAt } from "../engine/text/lineIndex.ts";
import { isTestPath } from "./testPaths.ts";

/** What is known of one file that declares something. Never changes; a newer one takes its place. */
export interface FileAnalysis {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Version of the open document that was read; null when the file was read from disk. */
  readonly version: number | null;
  readonly file: ClassifiedFile;
  readonly findings: readonly Finding[];
}

/** What could not be read, or only in part. Never fatal. */
export interface WorkspaceProblem {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export interface AnalysedText {
  /** Null when the text declares nothing. */
  readonly analysis: FileAnalysis | null;
  readonly problems: readonly WorkspaceProblem[];
  /** Absent when it asked nothing. */
  readonly asking?: Asking;
  /** Of a file on disk. */
  readonly decidedBy?: DecidedBy;
  /** Of a file on disk, where it may be kept until the next time. */
  readonly mark?: FileMark;
}

/** How a file is told from its next version. */
export interface FileMark {
  /** Empty when nothing tells it. */
  readonly stamp: string;
  /** Of its bytes; empty for a file that declares nothing: to see that again costs less than to know the file again. */
  readonly hash: string;
}

/** What decisions rest on, besides what files declare. */
export interface DecidedBy {
  readonly policy: Policy;
  /** All that the project says of its fields to other tools. */
  readonly declarations: string;
}

/** What a reader made of a text, whatever the policy and other files say. */
export interface ReadText {
  /** Null when the text declares nothing. */
  readonly schema: FileSchema | null;
  readonly problems: readonly WorkspaceProblem[];
  /** What its imported names were taken to mean, also where it declares nothing by that. */
  readonly asked: readonly Asked[];
  /** Of a text that was passed over, the names that its classes inherit from: it is to be read once one of them is an entity's. */
  readonly bases: readonly string[];
}

/** What a text took the names of others to mean, or would ask if it were read. */
export type Asking = Pick<ReadText, "asked" | "bases">;

export const DECLARES_NOTHING: ReadText = { schema: null, problems: [], asked: [], bases: [] };

const NOTHING_FOUND: Checked = { findings: [], isAmbiguous: false };

/** What is wrong with one field, told by its place: two classes of a file may have the same name. */
export function findingsOf({ findings }: FileAnalysis, { field }: ClassifiedField): readonly Finding[] {
  return findings.filter(({ span }) => span.start === field.nameSpan.start);
}

export interface TextToAnalyse {
  readonly path: string;
  readonly version: number | null;
  readonly text: string;
}

export function analyseText(
  { path, version, text }: TextToAnalyse,
  policy: Policy,
  otherFiles: EntityLookup = NO_OTHER_FILES,
  declarations: ProjectDeclarations = NO_DECLARATIONS,
): AnalysedText {
  return analyseRead(readText(path, text), version, policy, otherFiles, declarations);
}

/** The part that depends on the text alone, but for what the names of other files mean. */
export function readText(path: string, text: string, others: OtherNames = NO_OTHER_NAMES): ReadText {
  const language = languageOf(path);
  if (!language) return DECLARES_NOTHING;
  const passedOver = passedOverText(language, text, others);
  if (passedOver) return passedOver;
  const schema = language.read(path, text, others);
  const problems = problemsIn(schema);
  return { schema: schema.entities.length === 0 ? null : schema, problems, asked: schema.asked, bases: [] };
}

/** Null for a text that has to be read: it may declare something itself, or by what a class of it inherits. */
function passedOverText(language: Language, text: string, others: OtherNames): ReadText | null {
  const bases = language.passedOver(text);
  if (bases === null) return null;
  if (bases.length === 0) return DECLARES_NOTHING;
  return bases.some((name) => others.isEntityName(name)) ? null : { ...DECLARES_NOTHING, bases };
}

export function analyseRead(
  { schema, problems, asked, bases }: ReadText,
  version: number | null,
  policy: Policy,
  otherFiles: EntityLookup,
  declarations: ProjectDeclarations,
): AnalysedText {
  const analysis = schema && analyseSchema(schema, version, policy, otherFiles, declarations);
  return analysedText(analysis, problems, { asked, bases });
}

/** The same for what was decided before, by this policy. */
export function analyseDecided(
  { problems, asked, bases }: ReadText,
  file: ClassifiedFile,
  policy: Policy,
): AnalysedText {
  const { path } = file.schema;
  const findings = isTestPath(path) ? [] : checkFile(file, policy);
  return analysedText({ path, version: null, file, findings }, problems, { asked, bases });
}

function analysedText(
  analysis: FileAnalysis | null,
  problems: readonly WorkspaceProblem[],
  { asked, bases }: Asking,
): AnalysedText {
  return asked.length + bases.length > 0 ? { analysis, problems, asking: { asked, bases } } : { analysis, problems };
}

/** What an open document was found to say, from which it is analysed faster after the next key. */
export interface Analysing {
  readonly reading: Reading;
  readonly classified: Classified;
  readonly checked: Checked;
}

/** The same as `analyseText` for a document that somebody types in; `before` is what the last call remembers. */
export function analyseAgain(
  { path, version, text }: TextToAnalyse,
  policy: Policy,
  otherFiles: EntityLookup,
  declarations: ProjectDeclarations,
  others: OtherNames,
  before: Analysing | null,
): { readonly analysed: AnalysedText; readonly analysing: Analysing | null } {
  const language = languageOf(path);
  const passedOver = language && passedOverText(language, text, others);
  if (!language || passedOver)
    return { analysed: analysedText(null, [], passedOver ?? DECLARES_NOTHING), analysing: null };
  const reading = language.readAgain(path, text, before?.reading ?? null, others);
  const { schema } = reading;
  const classified = classifyAgain(schema, policy, otherFiles, declarations, before?.classified ?? null);
  const checked = isTestPath(path) ? NOTHING_FOUND : checkAgain(classified, policy, before?.checked ?? null);
  const { findings } = checked;
  const analysis = schema.entities.length === 0 ? null : { path, version, file: classified.file, findings };
  const analysed = analysedText(analysis, problemsIn(schema), { asked: schema.asked, bases: [] });
  return { analysed, analysing: { reading, classified, checked } };
}

/** The part that has to be done anew when the policy changes, or what other files declare. */
export function analyseSchema(
  schema: FileSchema,
  version: number | null,
  policy: Policy,
  otherFiles: EntityLookup,
  declarations: ProjectDeclarations,
): FileAnalysis {
  const file = classifyFile(schema, policy, otherFiles, declarations);
  const findings = isTestPath(schema.path) ? [] : checkFile(file, policy);
  return { path: schema.path, version, file, findings };
}

function problemsIn({ path, lines, problems }: FileSchema): readonly WorkspaceProblem[] {
  return problems.map(({ offset, message }) => ({ path, line: lineNumberAt(lines, offset), message }));
}
