import type { Category } from "../../classification/model.ts";
import type { RegimeId } from "../../classification/regimeIds.ts";
import type { EntityKind } from "./kinds.ts";

/** What the project decided (`fieldguard.yml`): one file for editor and command line. */
export interface Policy {
  /** Glob patterns of paths that are not read. */
  readonly exclude: readonly string[];
  /** How many files are read at most, and of what size. */
  readonly limits: ReadonlyMap<PolicyLimit, number>;
  /** Laws and standards whose clauses are named beside a field. None unless chosen. */
  readonly regimes: readonly RegimeId[];
  /** Which rules are checked where `rules` does not say: those that are sure and few, or all. */
  readonly profile: Profile;
  /** Severity by rule id; `off` silences the rule. */
  readonly rules: ReadonlyMap<string, PolicySeverity>;
  /** By key: categories whose level or treatment the project sets, and those of its own. */
  readonly categories: ReadonlyMap<string, Category>;
  /** What words in names and labels stand for, as the project writes them; `null`: nothing sensitive. */
  readonly words: ReadonlyMap<string, string | null>;
  /** What entities are about, by name or `path::name`. */
  readonly entities: ReadonlyMap<string, PartPolicy>;
  /** What all entities of some paths are about, by glob pattern. The last one that fits holds. */
  readonly paths: ReadonlyMap<string, PartPolicy>;
  /** Decisions by selector `Entity.field` or `path::Entity.field`. */
  readonly fields: ReadonlyMap<string, FieldPolicy>;
}

export const PROFILES = ["recommended", "strict"] as const;
export type Profile = (typeof PROFILES)[number];

export const POLICY_SEVERITIES = ["off", "hint", "information", "warning", "error"] as const;
export type PolicySeverity = (typeof POLICY_SEVERITIES)[number];

/** Limits that a project may set, with the largest number that makes sense. */
export const POLICY_LIMITS = { files: 10_000_000, megabytes: 64 } as const;
export type PolicyLimit = keyof typeof POLICY_LIMITS;

export interface FieldPolicy {
  /** `null`: not sensitive. */
  readonly category: string | null;
  readonly reason: string;
}

/** What is said of many fields at once: what their entities are about, or why none of them is sensitive. */
export type PartPolicy =
  { readonly kinds: readonly EntityKind[] } | { readonly sensitive: false; readonly reason: string };

export const EMPTY_POLICY: Policy = {
  exclude: [],
  limits: new Map(),
  regimes: [],
  profile: "recommended",
  rules: new Map(),
  categories: new Map(),
  words: new Map(),
  entities: new Map(),
  paths: new Map(),
  fields: new Map(),
};

export interface PolicyProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** Whether two policies decide alike. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return a === b || policyContent(a) === policyContent(b);
}

/** All that a policy decides, in the order of its file, which may matter. */
export function policyContent(policy: Policy): string {
  return JSON.stringify(policy, (_, value: unknown) =>
    value instanceof Map ? [...(value as Policy["fields"])] : value,
  );
}
