import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { LEVELS, type Level, TREATMENTS, type Treatment } from "../classification/model.ts";
import { REGIME_IDS, type RegimeId } from "../classification/regimeIds.ts";

/** What the project decided (`fieldguard.yml`): one file for editor and command line. */
export interface Policy {
  /** Glob patterns of paths that are not read. */
  readonly exclude: readonly string[];
  /** Laws and standards whose clauses are named beside a field. None unless chosen. */
  readonly regimes: readonly RegimeId[];
  /** Severity by rule id; `off` silences the rule. */
  readonly rules: ReadonlyMap<string, PolicySeverity>;
  /** Level and treatment by category key. */
  readonly categories: ReadonlyMap<string, CategoryPolicy>;
  /** Decisions by selector `Entity.field` or `path::Entity.field`. */
  readonly fields: ReadonlyMap<string, FieldPolicy>;
}

export const POLICY_SEVERITIES = ["off", "hint", "information", "warning", "error"] as const;
export type PolicySeverity = (typeof POLICY_SEVERITIES)[number];

export interface CategoryPolicy {
  readonly level?: Level;
  readonly treatment?: Treatment;
}

export interface FieldPolicy {
  /** `null`: not sensitive. */
  readonly category: string | null;
  readonly reason: string;
}

export const EMPTY_POLICY: Policy = {
  exclude: [],
  regimes: [],
  rules: new Map(),
  categories: new Map(),
  fields: new Map(),
};

export interface PolicyProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** Whether two policies decide alike. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return a === b || contentOf(a) === contentOf(b);
}

/** Reads what it can: a key that is wrong is a problem and keeps its default. Never throws. */
export function parsePolicy(text: string): { policy: Policy; problems: readonly PolicyProblem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const problems: PolicyProblem[] = [];
  const report = (offset: number, message: string): void => {
    problems.push({ line: counter.linePos(offset).line, message });
  };
  for (const error of document.errors) report(error.pos[0], error.message);
  if (document.errors.length > 0 || document.contents === null) return { policy: EMPTY_POLICY, problems };
  if (!isMap(document.contents)) {
    report(0, "the policy must be a mapping of keys to values");
    return { policy: EMPTY_POLICY, problems };
  }

  const policy = {
    exclude: [] as string[],
    regimes: [] as RegimeId[],
    rules: new Map<string, PolicySeverity>(),
    categories: new Map<string, CategoryPolicy>(),
    fields: new Map<string, FieldPolicy>(),
  };
  for (const pair of document.contents.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    const offset = pair.key.range[0];
    const wrong = (message: string): void => {
      report(offset, message);
    };
    let value: unknown = null;
    try {
      if (isNode(pair.value)) value = pair.value.toJS(document);
    } catch (error) {
      // An alias to nowhere, or a file that unfolds into millions of nodes.
      wrong(error instanceof Error ? error.message : "cannot be read");
      continue;
    }
    if (key === "version") {
      if (value !== 1) wrong("`version` must be 1");
    } else if (key === "exclude") {
      policy.exclude = readExclude(value, wrong);
    } else if (key === "regimes") {
      policy.regimes = readRegimes(value, wrong);
    } else if (key === "rules") {
      policy.rules = readRules(value, wrong);
    } else if (key === "categories") {
      policy.categories = readCategories(value, wrong);
    } else if (key === "fields") {
      policy.fields = readFields(value, wrong);
    } else {
      wrong(`unknown key \`${key}\`; known are version, exclude, regimes, rules, categories, fields`);
    }
  }
  return { policy, problems };
}

function contentOf({ exclude, regimes, rules, categories, fields }: Policy): string {
  return JSON.stringify([exclude, regimes, [...rules], [...categories], [...fields]]);
}

type Report = (message: string) => void;

function entriesOf(value: unknown, key: string, wrong: Report): [string, unknown][] {
  if (value === null) return [];
  if (typeof value === "object" && !Array.isArray(value)) return Object.entries(value);
  wrong(`\`${key}\` must be a mapping`);
  return [];
}

function readExclude(value: unknown, wrong: Report): string[] {
  if (value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  wrong("`exclude` must be a list of glob patterns");
  return [];
}

function readRegimes(value: unknown, wrong: Report): RegimeId[] {
  if (value === null) return [];
  if (!Array.isArray(value)) {
    wrong(`\`regimes\` must be a list of some of ${REGIME_IDS.join(", ")}`);
    return [];
  }
  const unknown = value.filter((id) => !REGIME_IDS.includes(id as RegimeId));
  for (const id of unknown) wrong(`unknown regime \`${String(id)}\`; known are ${REGIME_IDS.join(", ")}`);
  return REGIME_IDS.filter((id) => value.includes(id));
}

function readRules(value: unknown, wrong: Report): Map<string, PolicySeverity> {
  const rules = new Map<string, PolicySeverity>();
  for (const [id, severity] of entriesOf(value, "rules", wrong)) {
    // YAML 1.1 habits: a bare `off` may arrive as false.
    const known = POLICY_SEVERITIES.find((item) => item === severity || (item === "off" && severity === false));
    if (known) rules.set(id, known);
    else wrong(`the severity of \`${id}\` must be one of ${POLICY_SEVERITIES.join(", ")}`);
  }
  return rules;
}

function readCategories(value: unknown, wrong: Report): Map<string, CategoryPolicy> {
  const categories = new Map<string, CategoryPolicy>();
  for (const [key, settings] of entriesOf(value, "categories", wrong)) {
    const read: { level?: Level; treatment?: Treatment } = {};
    for (const [name, setting] of entriesOf(settings, `categories.${key}`, wrong)) {
      const level = LEVELS.find((item) => item === setting);
      const treatment = TREATMENTS.find((item) => item === setting);
      if (name === "level" && level) read.level = level;
      else if (name === "treatment" && treatment) read.treatment = treatment;
      else wrong(`\`${name}\` of category \`${key}\` is not known or has a wrong value`);
    }
    categories.set(key, read);
  }
  return categories;
}

function readFields(value: unknown, wrong: Report): Map<string, FieldPolicy> {
  const fields = new Map<string, FieldPolicy>();
  for (const [selector, decision] of entriesOf(value, "fields", wrong)) {
    const settings = new Map(entriesOf(decision, `fields.${selector}`, wrong));
    const category = settings.get("category");
    const reason = settings.get("reason");
    if (category !== null && category !== false && typeof category !== "string") {
      wrong(`\`fields.${selector}\` needs a \`category\` (or \`category: null\` for not sensitive)`);
    } else if (typeof reason !== "string" || reason.trim() === "") {
      wrong(`\`fields.${selector}\` needs a \`reason\``);
    } else {
      fields.set(selector, { category: category === false ? null : category, reason });
    }
  }
  return fields;
}
