import type { KeyUse } from "../project/keys/keyUses.ts";
import type { ClassifiedField, ClassifiedFile, Project } from "../project/model.ts";
import type { UsesOfField } from "../project/uses/frameworkUses.ts";
import type { FieldKey, LinkedUse } from "../project/uses/linkUses.ts";
import type { Policy, Profile } from "../project/policy/model.ts";
import type { FoundSecret } from "../project/secrets/model.ts";
import type { FoundValues } from "../project/values/foundValues.ts";
import type { LinkedFlow } from "../project/flows/linkFlows.ts";
import type { SettingsEnvironment } from "../project/settings/environments.ts";
import type { SettingPlace } from "../project/settings/value.ts";
import type { UseHolder } from "../schema/rawUses.ts";
import type { Position } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";

export const SEVERITIES = ["hint", "information", "warning", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** All that is said about a rule anywhere: its page, `explain --rule`, the table and the settings come from here. */
export interface RuleMeta {
  /** `family/kebab-name`; names the bad pattern, so that "allow NAME" reads well. Stable for ever. */
  readonly id: string;
  /** One line, without a full stop. */
  readonly title: string;
  /** The severity of its worst case. */
  readonly severity: Severity;
  /** `strict`: checked only where the policy asks for that profile, or names the rule. */
  readonly profile?: Profile;
  readonly since: string;
  /** Markdown paragraphs. */
  readonly what: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** Ids of the fixes that may be offered. */
  readonly fixes: readonly string[];
  readonly references: readonly { readonly title: string; readonly url: string }[];
}

export interface Rule {
  readonly meta: RuleMeta;
  check(file: ClassifiedFile, policy: Policy): Iterable<Violation>;
  /** What the project around a field adds; asked of encrypted fields and their blind indexes alone, once the uses are counted. */
  checkInProject?(subject: ClassifiedField, around: FieldSurroundings): Iterable<Violation>;
}

export interface FieldSurroundings {
  readonly uses: UsesOfField;
  readonly packages: Project["packages"];
}

/** What a rule reports; the checker adds identity, policy and suppression and makes it a finding. */
export interface Violation {
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly subject: ClassifiedField;
}

/** A rule about what the settings of a project are, wherever they come from: it is checked once a project. */
export interface SettingsRule {
  readonly meta: RuleMeta;
  check(checked: CheckedSettings): Iterable<SettingsViolation>;
}

/** A rule about what a project is deployed with, whatever its fields are: checked once for each of those settings. */
export interface DeploymentRule {
  readonly meta: RuleMeta;
  check(deployment: Deployment): Iterable<SettingsViolation>;
}

export interface Deployment {
  readonly project: Project;
  readonly environment: SettingsEnvironment;
}

export interface CheckedSettings {
  readonly project: Project;
  readonly uses: readonly KeyUse[];
}

export interface SettingsViolation {
  readonly severity: Severity;
  readonly message: string;
  /** The statement that gives the setting, or that is nearest to where it is missing. */
  readonly place: SettingPlace;
  /** The part of the statement that is wrong; its first name where nothing is said. */
  readonly at?: Span;
  readonly setting: string;
  /** Found only where the policy asks for that profile. */
  readonly profile?: Profile;
}

/** A rule about what functions hand to logs and the like; asked once the uses are counted. */
export interface FlowRule {
  readonly meta: RuleMeta;
  /** Null for a flow that is none of its business. */
  check(flow: CheckedFlow): FlowVerdict | null;
  /** Of all that one call or statement hands on. */
  message(flow: CheckedFlow): string;
}

export interface CheckedFlow extends LinkedFlow {
  /** The most sensitive first; empty where all that came with a request is handed over. */
  readonly subjects: readonly FlowSubject[];
}

export interface FlowSubject extends ClassifiedField {
  /** Name of the model that it is a field of, which may inherit it. */
  readonly model: string;
}

/** A rule about classes that show fields, let people enter them or ask by them; asked once the uses are counted. */
export interface UseRule {
  readonly meta: RuleMeta;
  /** Id of a rule before it: what that tells of a field in a class is not told again. */
  readonly yieldsTo?: string;
  /** Null for a use that is none of its business. */
  check(use: CheckedUse): FlowVerdict | null;
  /** Of all fields that one option or class names, or means by "all". */
  message(use: CheckedUse, subjects: readonly FlowSubject[]): string;
}

export interface CheckedUse extends LinkedUse {
  readonly holder: UseHolder;
  readonly subject: FlowSubject;
}

/** A rule about values that stand in the files of the repository; asked once these have been looked at. */
export interface DataRule {
  readonly meta: RuleMeta;
  /** Null for what is none of its business. */
  check(values: CheckedValues): FlowVerdict | null;
  message(values: CheckedValues): string;
}

export interface CheckedValues extends FoundValues {
  /** The fields that they are values of, that of the first one first. */
  readonly subjects: readonly [FlowSubject, ...FlowSubject[]];
}

/** A rule about secrets that stand in the files of the repository; asked once these have been looked at. */
export interface SecretRule {
  readonly meta: RuleMeta;
  /** Null for what is none of its business. */
  check(secret: FoundSecret): FlowVerdict | null;
  message(secret: FoundSecret): string;
}

export interface FlowVerdict {
  readonly severity: Severity;
  /** Found only where the policy asks for that profile. */
  readonly profile?: Profile;
}

/** A place that tells how a finding came to be. */
export interface RelatedPlace {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  readonly message: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly span: Span;
  /** Null for a finding about a setting, or about no field in particular. */
  readonly entity: string | null;
  /** The field, or the setting; empty for neither. */
  readonly field: string;
  /** Where values of fields go: all of them, by where they are declared. */
  readonly fields?: readonly FieldKey[];
  /** Free of line numbers, so that it survives edits elsewhere. */
  readonly fingerprint: string;
  readonly suppressed: Suppression | null;
  /** Of a comment that silences rules: those for which it does nothing. */
  readonly rules?: readonly string[];
  /** Of such a comment: it lacks its reason or names no rule that exists, and may hide something once a person has put it right. */
  readonly isUnfinished?: boolean;
  /** From the place of the finding back to where the value comes from. */
  readonly related?: readonly RelatedPlace[];
}

export interface Suppression {
  readonly by: "directive" | "policy" | "baseline";
  readonly reason: string;
}
