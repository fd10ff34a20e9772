import type { KeyUse } from "../project/keys/keyUses.ts";
import type { ClassifiedField, ClassifiedFile, Project } from "../project/model.ts";
import type { AppMigrations } from "../project/migrations/model.ts";
import type { Entity } from "../schema/schema.ts";
import type { Categories } from "../project/policy/categories.ts";
import type { EntityGraph } from "../project/uses/entityGraph.ts";
import type { UsesOfField } from "../project/uses/frameworkUses.ts";
import type { FieldKey, LinkedUse } from "../project/uses/linkUses.ts";
import type { Inheritance } from "../project/inheritance.ts";
import type { Finding } from "../rules/rule.ts";
import type { UseHolder } from "../schema/rawUses.ts";
import type { TextEdit } from "../text/textEdit.ts";

/** What a fix may look at. Nothing else is read while it is planned. */
export interface FixContext {
  readonly file: ClassifiedFile;
  /** The current text of that file, from which `file` was read. */
  readonly text: string;
  readonly subject: ClassifiedField;
  /** The models whose tables have a column of the field: its own or, where that is abstract, those that inherit the field. */
  readonly models: readonly ModelOfField[];
  readonly project: Project;
  /** Of the policy. */
  readonly categories: Categories;
  /** Who uses the field; null where that has not been counted. Then a fix that it matters to is offered but not planned. */
  readonly uses: UsesOfField | null;
  /** Texts of other files from which a fix may take an entry that names the field; null where they have not been read. */
  readonly usingTexts: ReadonlyMap<string, string> | null;
}

export interface ModelOfField {
  readonly entity: Entity;
  readonly app: AppMigrations;
}

/** What a fix for a setting may look at: what is found wrong with it, and the project around it. */
export interface SettingFixContext {
  readonly finding: Finding;
  readonly uses: readonly KeyUse[];
  readonly project: Project;
  /** Where a developer's machine keeps secrets; null where that cannot be read. */
  readonly secretsFile: SecretsFile | null;
}

export interface SecretsFile {
  readonly path: string;
  /** Null when it is not there. */
  readonly text: string | null;
  /** Git is told to leave it alone. */
  readonly isIgnored: boolean;
}

/** What a fix for a class that shows fields may look at: a serializer, a form, an admin. */
export interface ClassFixContext {
  readonly finding: Finding;
  /** The current text of the file in which it is found. */
  readonly text: string;
  /** Of those that the finding tells of, the one that is meant. */
  readonly field: string;
  /** How the class names it. */
  readonly use: ShowingUse;
  /** All that its options and members name. */
  readonly ofClass: readonly ShowingUse[];
  readonly graph: EntityGraph;
  readonly inheritance: Inheritance;
  readonly project: Project;
  /** Whether a field of a model is sensitive, by where it is declared. */
  readonly isSensitive: (key: FieldKey) => boolean;
  /** Texts of the files that declare the model and what it inherits from. */
  readonly modelTexts: ReadonlyMap<string, string>;
  /** Who uses the field, as far as the code tells. */
  readonly uses: readonly LinkedUse[];
  /** Null where nobody has looked: then a fix may be offered that turns out not to be possible. */
  readonly others: OtherTexts | null;
}

/** What an option or a member of a class names. */
export interface ShowingUse extends LinkedUse {
  readonly holder: UseHolder;
}

/** Texts of the project that hold the name of the class or of the field, by path. */
export interface OtherTexts {
  readonly code: ReadonlyMap<string, string>;
  readonly tests: ReadonlyMap<string, string>;
}

export interface FixInput {
  /** `ignore`: the reason; `set-category`: the key. */
  readonly value?: string;
  /** `set-category`: why, if somebody says so. */
  readonly reason?: string;
  /** Package to encrypt with, instead of the one that fits the project. */
  readonly provider?: string;
}

/** A fix on offer, before its edits are known. */
export interface FixOffer {
  readonly id: string;
  readonly title: string;
  /** `safe` may run in fix-all; `suggestion` needs a person. */
  readonly kind: "safe" | "suggestion";
  readonly preferred: boolean;
  /** What it asks for first, if anything. */
  readonly input: "reason" | "category" | null;
  /** What it can be done with, the one that it is done with unless somebody says otherwise first. */
  readonly choices?: readonly ProviderChoice[];
}

/** What a person has to know before choosing a package, or the generated classes; parts of sentences, Markdown. */
export interface ProviderChoice {
  /** For `FixInput`. */
  readonly provider: string;
  readonly name: string;
  readonly keyFrom: string;
  readonly wrongKey: string;
  readonly filter: string;
  readonly source: string;
}

export interface Reason {
  readonly because: string;
  /** Where the code stands against it, if it does. */
  readonly places?: readonly LinkedUse[];
}

/** Why a fix that a person may expect is not on offer. */
export interface FixRefusal extends Reason {
  readonly id: string;
}

export interface FixPlan {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly FixStep[];
  /** What the person must still do or know, in order; complete sentences. */
  readonly notes: readonly string[];
  /** Its changes hold a secret, which is to be shown nowhere but in the files themselves. */
  readonly holdsSecret?: true;
}

/** Changes that belong together, shown under one heading in a preview. All edits of a file, in whichever step, are of the same text. */
export interface FixStep {
  readonly label: string;
  readonly changes: readonly FileChange[];
}

export type FileChange =
  | { readonly kind: "edit"; readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: "create"; readonly path: string; readonly text: string };

export interface Fix {
  readonly id: string;
  /** The offer for this field, or why there is none; null when the fix has nothing to do with such a field. */
  offer(context: FixContext): FixOffer | FixRefusal | null;
  /** Null when the text no longer allows it. */
  plan(context: FixContext, input: FixInput): FixPlan | null;
  /**
   * The same for several fields in one change, one migration an app; missing where nothing is gained by that. Null also when they do not go
   * together.
   */
  readonly planAll?: (contexts: Contexts, input: FixInput) => FixPlan | null;
}

/** Of several fields, all made at the same moment. */
export type Contexts = readonly [FixContext, ...FixContext[]];

/** A fix for something that is found in the settings. */
export interface SettingFix {
  readonly id: string;
  offer(context: SettingFixContext): FixOffer | FixRefusal;
  /** Null when the text no longer allows it. */
  plan(context: SettingFixContext): FixPlan | null;
}

/** A fix for what is found at a class that shows fields. */
export interface ClassFix {
  readonly id: string;
  /** Null when it has nothing to do with such a finding. */
  offer(context: ClassFixContext): FixOffer | FixRefusal | null;
  /** Of what is on offer; the reason where a look at the other files forbids it. */
  plan(context: ClassFixContext): FixPlan | FixRefusal;
}

export function isRefusal(result: FixOffer | FixPlan | FixRefusal): result is FixRefusal {
  return "because" in result;
}
