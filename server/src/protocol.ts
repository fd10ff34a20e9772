/**
 * What the language server and Fieldguard's own client say to each other beyond LSP. Plain types, and the names of
 * the messages: the client imports nothing else of the server.
 */
import type { Position, Range, WorkspaceEdit } from "vscode-languageserver";

/** `source` of every diagnostic. */
export const DIAGNOSTIC_SOURCE = "fieldguard";

/** Section of the settings in `workspace/configuration`. */
export const SETTINGS_SECTION = "fieldguard";

/**
 * Glob of the files, besides source code, that a fix reads or changes and that decide what is found. A client keeps the
 * server up to date about them while they are open: edits made for the text on disk would not fit an unsaved one.
 */
export const PROJECT_FILES =
  "**/{.env,fieldguard.yml,fieldguard.yaml,gdpr.yml,pyproject.toml,Pipfile,setup.cfg,pytest.ini,tox.ini,environment.yml,environment.yaml," +
  "requirements*.txt,requirements*.in,constraints*.txt,requirements/*.txt,requirements/*.in}";

/** `initializationOptions` of a client that knows Fieldguard. */
export interface InitializationOptions {
  readonly fieldguard?: {
    readonly ui?: ClientUi;
    /** Answers the requests for files below, about its own folders. */
    readonly readsFiles?: boolean;
    /** Whether the person trusts what lies in the workspace; not given: the client knows no such question. */
    readonly isTrusted?: boolean;
    /** For clients without `workspace/configuration`. */
    readonly settings?: unknown;
  };
}

/** What the client can show. Every part that is missing is done without. */
export interface ClientUi {
  /** Lets a person choose a category, then applies the fix; has the command `fieldguard.applyFix`. */
  readonly pick?: boolean;
  /** Lets a person type a reason, then applies the fix; has the command `fieldguard.applyFix`. */
  readonly input?: boolean;
  /** Has the command `fieldguard.showEntity`. */
  readonly showEntity?: boolean;
  /** Has the command `fieldguard.explainField`. */
  readonly explain?: boolean;
  /** Has the command `fieldguard.showUses`, also for links in hovers. */
  readonly showUses?: boolean;
}

/** Commands of the client that actions and lenses of the server name. */
export const CLIENT_COMMANDS = {
  /** Argument: `FixRequest`. Asks for what the fix needs, then requests its plan and applies it. */
  applyFix: "fieldguard.applyFix",
  /** Argument: `EntityReference`. Shows the entity in the classification. */
  showEntity: "fieldguard.showEntity",
  /** Argument: `FieldPlace`. Shows what the hover says there. */
  explainField: "fieldguard.explainField",
  /** Argument: `FieldReference`. Shows where the field is used. */
  showUses: "fieldguard.showUses",
} as const;

/** Settings, all of them about how things are shown. What changes the analysis lives in the policy file. */
export interface Settings {
  readonly codeLens: { readonly enabled: boolean };
  /** By id of the language (`django`): false leaves its files alone in the editor. What is counted stays the same. */
  readonly languages: Readonly<Record<string, boolean>>;
}

export interface EntityReference {
  readonly uri: string;
  readonly entity: string;
}

/** Where a field's name stands. */
export interface FieldPlace {
  readonly uri: string;
  readonly position: Position;
}

export interface FieldReference extends EntityReference {
  readonly field: string;
}

/** Request: the fields that are sensitive or to be decided, in the folders of the workspace. */
export const CLASSIFICATION_REQUEST = "fieldguard/classification";

export interface ClassificationParams {
  /** Revision of the last answer, for what has changed since; null for everything. */
  readonly since: number | null;
}

export interface ClassificationResult {
  /** Grows with every change. */
  readonly revision: number;
  /** `indexing`: more is to come. */
  readonly state: "indexing" | "ready";
  /** Number of files that were read when a person stopped that; null when nothing was stopped, and no file is missing. */
  readonly stoppedAfter: number | null;
  /** Most files that are read of a folder that has more; null where none has. */
  readonly cappedAt: number | null;
  /** Whether it is known where values go (`leaks` of the files): before, that is still being counted. */
  readonly areLeaksKnown: boolean;
  /** What the files differ from, as it was asked for; null when these are all files, and no other has anything to show. */
  readonly since: number | null;
  readonly files: readonly ClassifiedFile[];
  /**
   * What models of installed packages hold: `uri` leads to the package's documentation, `path` lies in its folder, and no range means
   * anything. Null when that is the same as when it was last asked for.
   */
  readonly thirdParty: readonly ClassifiedEntity[] | null;
}

export interface ClassifiedFile {
  /** URI of the workspace folder, as the client spells it. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly uri: string;
  /** Those with fields to show. */
  readonly entities: readonly ClassifiedEntity[];
  /** What is found about where values go, and about settings; without what is suppressed. Both empty, in a difference only: nothing to show any more. */
  readonly leaks: readonly LeakModel[];
}

export interface LeakModel {
  /** The same as long as the code around it says the same; unlike that of all others in the folder. */
  readonly fingerprint: string;
  /** Id of the rule, and what a person calls what it finds. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** With names between backticks. */
  readonly message: string;
  readonly range: Range;
  /** `Customer.email`, the name of a setting, or empty. */
  readonly about: string;
  /** The fields whose values go there, where each is declared; none about a setting. */
  readonly fields: readonly FieldReference[];
  /** From the place back to where the value comes from. */
  readonly way: readonly LeakStep[];
  /** Makes it be left alone. Null where no comment can stand. */
  readonly leaveAlone: FixRequest | null;
}

export interface LeakStep {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

export interface ClassifiedEntity {
  /** URI of the workspace folder, as the client spells it. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly uri: string;
  /** What people call the part of the project that it belongs to: a Django app. Empty at the root. */
  readonly app: string;
  readonly name: string;
  readonly abstract: boolean;
  /** Of its name. */
  readonly range: Range;
  readonly fields: readonly ClassifiedFieldModel[];
  /** The package that brings it; missing for what the workspace declares. */
  readonly package?: PackageModel;
}

export interface PackageModel {
  readonly name: string;
  /** That is known. */
  readonly version: string;
  /** That the project says it has, where it is another one. */
  readonly otherVersion: string | null;
}

export interface ClassifiedFieldModel {
  readonly name: string;
  /** Of its name. */
  readonly range: Range;
  /** Class of the field as declared: `CharField`. */
  readonly type: string;
  /** `review`: to be decided by a person. */
  readonly verdict: "sensitive" | "review";
  /** Key of the data category; in the review band the best guess. */
  readonly category: string | null;
  /** What a person calls the category, with an article: `a national identification number`. */
  readonly gloss: string;
  readonly level: Level | null;
  readonly treatment: Treatment | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly protection: { readonly kind: ProtectionKind; readonly by: string | null };
  /** Sensitive, and protected less than its category asks for: the only fields that a badge counts. */
  readonly lacksTreatment: boolean;
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly message: string }[];
}

export type Level = "public" | "internal" | "confidential" | "restricted";
export type Treatment = "do not store" | "hash" | "tokenize" | "encrypt" | "access control" | "none";
export type ProtectionKind = "none" | "encrypted" | "tokenized" | "hashed" | "masked" | "generated";
export type Severity = "hint" | "information" | "warning" | "error";

/** Request: the hover of a field, also where a person does not want to see any in the editor. */
export const DESCRIPTION_REQUEST = "fieldguard/description";

export interface DescriptionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Request, with `UsesParams`: where the field is used. Waits until that is known. Null when the field is gone. */
export const USES_REQUEST = "fieldguard/uses";

/** A field of a model that declares or inherits it. */
export interface UsesParams extends FieldReference {
  /** Where the model is an installed package's: the workspace folder, and its module's path in the folder of packages. */
  readonly installed?: { readonly folder: string; readonly path: string } | null;
}

export interface UsesResult {
  /** Of the field's name where it is declared, or of the model's that inherits it; null where it is declared in no file of the workspace. */
  readonly declaration: Range | null;
  /** Those that more than the field's name tells; those that it alone tells where there are no others. */
  readonly uses: readonly FieldUse[];
}

export interface FieldUse {
  readonly uri: string;
  /** Of what names the field. */
  readonly range: Range;
  /** For people: `lookup: filter, iexact`. */
  readonly words: string;
  readonly certainty: "sure" | "likely" | "by name";
}

/** Request: the sensitive fields that a document declares, to be marked in its text. */
export const HIGHLIGHTS_REQUEST = "fieldguard/highlights";

export interface HighlightsParams {
  readonly textDocument: { readonly uri: string };
}

export interface HighlightsResult {
  /** Version of the document that the ranges belong to; null when it is not open. */
  readonly version: number | null;
  readonly highlights: readonly FieldHighlight[];
}

export interface FieldHighlight {
  /** Of the field's name. */
  readonly range: Range;
  readonly level: Level;
  readonly lacksTreatment: boolean;
}

/** Notification to a client that sent `initializationOptions.fieldguard.ui`: the classification has changed. */
export const CLASSIFICATION_CHANGED = "fieldguard/classificationChanged";

export interface ClassificationChangedParams {
  readonly revision: number;
  readonly state: "indexing" | "ready";
}

/** Notification of a client that sent `isTrusted: false`: the person trusts the workspace now. No parameters. */
export const TRUSTED = "fieldguard/trusted";

/** Request: the change that a fix makes, to be applied by the client. Null when the field or the fix is gone. */
export const FIX_PLAN_REQUEST = "fieldguard/fixPlan";

export interface FixRequest {
  readonly uri: string;
  /** Null where `field` is a setting, or the whole app of the file is meant. */
  readonly entity: string | null;
  /** Null for all fields that lack protection, of the entity or of the app: one change for those that can be done. */
  readonly field: string | null;
  readonly fixId: string;
  /** Fingerprint, where one finding is meant, whatever else is found about the field. */
  readonly finding?: string;
  /** What the fix asks for before its plan is requested. `excuse`: why a leak may stay. */
  readonly asks: "reason" | "excuse" | "category" | "provider" | null;
  /** Where it asks for a provider: at least two, the one that fits best first. */
  readonly choices?: readonly ProviderChoice[];
}

/** A package to encrypt with, or the generated classes; but for its ids and names, parts of sentences in Markdown. */
export interface ProviderChoice {
  readonly provider: string;
  readonly name: string;
  readonly keyFrom: string;
  readonly wrongKey: string;
  readonly filter: string;
  /** Where that is known from. */
  readonly source: string;
}

export interface FixPlanParams extends Omit<FixRequest, "asks" | "choices"> {
  readonly input?: FixInput;
}

export interface FixInput {
  /** `ignore`, `leave-alone`: the reason; `set-category`: the key. */
  readonly value?: string;
  /** Package to encrypt with, instead of the one that fits the project. */
  readonly provider?: string;
}

export interface FixPlanResult {
  readonly title: string;
  readonly edit: WorkspaceEdit;
  /** What the person must still do or know, in order. */
  readonly notes: readonly string[];
}

/** Why the fix makes no change, though it was on offer after a quick look: a person is to be told. */
export interface FixNotDone {
  readonly because: string;
}

/** Request: the change that writes one decision down at many fields, to be applied by the client. */
export const DECISION_PLAN_REQUEST = "fieldguard/decisionPlan";

export interface DecisionPlanParams {
  /** Id of the fix. */
  readonly decision: "set-category" | "ignore";
  /** The key of the category, or the reason. */
  readonly value: string;
  readonly fields: readonly FieldReference[];
}

export interface DecisionPlanResult {
  readonly edit: WorkspaceEdit;
  /** How many of the fields are gone, or stand where no comment can be written. */
  readonly missed: number;
}

/** Request: to read all files of the workspace's folders anew. Answered with null when that is done. No parameters. */
export const SCAN_REQUEST = "fieldguard/scan";

/** Request: all categories, to choose from. No parameters. */
export const CATEGORIES_REQUEST = "fieldguard/categories";

export interface CategoryModel {
  readonly key: string;
  readonly gloss: string;
  readonly level: Level;
  readonly treatment: Treatment;
}

/** Request: a report on the client's folders, in the words of the command line. Waits until all has been read. */
export const REPORT_REQUEST = "fieldguard/report";

export interface ReportParams {
  readonly format: ReportFormat;
  /** What to report; null for all that is sensitive or to be decided. */
  readonly fields: readonly FieldReference[] | null;
}

export interface ReportResult {
  readonly text: string;
}

export type ReportFormat = "html" | "markdown" | "csv" | "json" | "sarif";

/**
 * Request to a client with `readsFiles`, about a folder that the server cannot read by itself: because the server runs in a
 * browser, or because the folder is on no disk.
 */
export const READ_DIRECTORY_REQUEST = "fieldguard/readDirectory";

export interface ReadDirectoryParams {
  readonly uri: string;
}

export interface ListedEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "link" | "other";
}

export type ReadDirectoryResult =
  | { readonly kind: "entries"; readonly entries: readonly ListedEntry[] }
  /** No folder is there; a link to one is none. */
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Request to a client with `readsFiles`: what a file holds. */
export const READ_FILE_REQUEST = "fieldguard/readFile";

export interface ReadFileParams {
  readonly uri: string;
  /** Nothing is read of a file of more bytes. */
  readonly limit: number;
}

export type ReadFileResult =
  /** One character a byte, which any transport can carry. */
  | { readonly kind: "bytes"; readonly bytes: string }
  | { readonly kind: "missing" }
  | { readonly kind: "too large"; readonly size: number }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Request: what the server is doing, for a report that contains no source. No parameters. */
export const STATUS_REQUEST = "fieldguard/status";

export interface StatusResult {
  readonly version: string;
  readonly platform: string;
  /** Resident, in bytes. */
  readonly memory: number | null;
  readonly diagnostics: "pull" | "push";
  readonly openDocuments: number;
  readonly folders: readonly FolderStatus[];
}

export interface FolderStatus {
  readonly uri: string;
  readonly state: "indexing" | "ready";
  readonly revision: number;
  readonly policy: string | null;
  readonly seen: number;
  readonly read: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly entities: number;
  readonly fields: number;
  readonly sensitive: number;
  readonly lacksTreatment: number;
  readonly findings: number;
  readonly problems: readonly { readonly path: string; readonly line: number }[];
}
