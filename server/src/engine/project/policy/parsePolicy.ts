import { isMap, LineCounter, parseDocument } from "yaml";
import { readCategories } from "./readCategories.ts";
import { readExclude } from "./exclude.ts";
import { readFields } from "./fields.ts";
import { readLimits } from "./limits.ts";
import { EMPTY_POLICY, type Policy, type PolicyProblem } from "./model.ts";
import { readEntities, readPaths } from "./parts.ts";
import { readProfile } from "./profile.ts";
import { readRegimes } from "./regimes.ts";
import { readRules } from "./rules.ts";
import { type Setting, settingOf } from "./setting.ts";
import { readWords } from "./words.ts";

export interface ParsedPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
  /** Line of an entry, 1-based: `lineOf("fields", "Order.total")`. */
  readonly lineOf: (section: string, key: string) => number;
}

/** Reads what it can: a key that is wrong is a problem and keeps its default. Never throws. */
export function parsePolicy(text: string): ParsedPolicy {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const problems: PolicyProblem[] = [];
  const report = (offset: number, message: string): void => {
    problems.push({ line: counter.linePos(offset).line, message });
  };
  for (const error of document.errors) report(error.pos[0], error.message);
  if (document.errors.length > 0 || document.contents === null)
    return { policy: EMPTY_POLICY, problems, lineOf: () => 1 };
  if (!isMap(document.contents)) {
    report(0, "the policy must be a mapping of keys to values");
    return { policy: EMPTY_POLICY, problems, lineOf: () => 1 };
  }

  const sections = new Map<string, Setting>();
  for (const pair of document.contents.items) {
    try {
      const section = settingOf(pair, document, report);
      if (KEYS.includes(section.key)) sections.set(section.key, section);
      else section.wrong(`unknown key \`${section.key}\`; known are ${KEYS.join(", ")}`);
    } catch (error) {
      report(pair.key.range[0], error instanceof Error ? error.message : "cannot be read");
    }
  }
  const version = sections.get("version");
  if (version && version.value !== 1) version.wrong("`version` must be 1");
  const categories = readCategories(sections.get("categories"));
  const policy: Policy = {
    exclude: readExclude(sections.get("exclude")),
    limits: readLimits(sections.get("limits")),
    regimes: readRegimes(sections.get("regimes")),
    profile: readProfile(sections.get("profile")),
    rules: readRules(sections.get("rules")),
    categories,
    words: readWords(sections.get("words"), categories),
    entities: readEntities(sections.get("entities")),
    paths: readPaths(sections.get("paths")),
    fields: readFields(sections.get("fields"), categories),
  };
  return {
    policy,
    problems: problems.toSorted((a, b) => a.line - b.line),
    lineOf: (name, key) => {
      const entry = sections.get(name)?.settings?.find((setting) => setting.key === key);
      return entry ? counter.linePos(entry.offset).line : 1;
    },
  };
}

const KEYS = [
  "version",
  "exclude",
  "limits",
  "regimes",
  "profile",
  "rules",
  "categories",
  "words",
  "entities",
  "paths",
  "fields",
];
