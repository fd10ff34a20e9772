import type { Reading } from "../engine/languages/language.ts";
import { languageOf } from "../engine/languages/registry.ts";
import { type Classified, classifyAgain } from "../engine/project/classifyAgain.ts";
import { classifyFile } from "../engine/project/classifyFile.ts";
import { NO_DECLARATIONS, type ProjectDeclarations } from "../engine/project/declarations/model.ts";
import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { checkAgain, type Checked, checkFile } from "../engine/rules/check.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import { positionAt } from "../engine/text/lineIndex.ts";
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
}

/** What a reader made of a text, whatever the policy and other files say. */
export interface ReadText {
  /** Null when the text declares nothing. */
  readonly schema: FileSchema | null;
  readonly problems: readonly WorkspaceProblem[];
}

export const DECLARES_NOTHING: ReadText = { schema: null, problems: [] };

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

/** The part that depends on the text alone. */
export function readText(path: string, text: string): ReadText {
  const language = languageOf(path);
  if (!language?.mayDeclare(text)) return DECLARES_NOTHING;
  const schema = language.read(path, text);
  const problems = problemsIn(schema);
  return { schema: schema.entities.length === 0 ? null : schema, problems };
}

export function analyseRead(
  { schema, problems }: ReadText,
  version: number | null,
  policy: Policy,
  otherFiles: EntityLookup,
  declarations: ProjectDeclarations,
): AnalysedText {
  return { analysis: schema && analyseSchema(schema, version, policy, otherFiles, declarations), problems };
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
  before: Analysing | null,
): { readonly analysed: AnalysedText; readonly analysing: Analysing | null } {
  const language = languageOf(path);
  if (!language?.mayDeclare(text)) return { analysed: { analysis: null, problems: [] }, analysing: null };
  const reading = language.readAgain(path, text, before?.reading ?? null);
  const { schema } = reading;
  const classified = classifyAgain(schema, policy, otherFiles, declarations, before?.classified ?? null);
  const checked = isTestPath(path) ? NOTHING_FOUND : checkAgain(classified, policy, before?.checked ?? null);
  const { findings } = checked;
  const analysis = schema.entities.length === 0 ? null : { path, version, file: classified.file, findings };
  return { analysed: { analysis, problems: problemsIn(schema) }, analysing: { reading, classified, checked } };
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
  return problems.map(({ offset, message }) => ({ path, line: positionAt(lines, offset).line + 1, message }));
}
