import type { FileSchema } from "../schema/schema.ts";
import { entryThatCounts, ownWordsIn } from "./ownWords.ts";
import { globOf, isWithinGlob } from "./policy/glob.ts";
import type { Policy } from "./policy/model.ts";

/** An entry of the policy that concerns nothing in the project. */
export interface UnusedEntry {
  readonly section: "rules" | "words" | "entities" | "paths" | "fields";
  readonly key: string;
  readonly message: string;
}

export interface WholeProject {
  readonly schemas: readonly FileSchema[];
  /** Of all files that are read, also those that declare nothing. */
  readonly paths: readonly string[];
  readonly ruleIds: readonly string[];
}

/**
 * Entries that are misspelt, or that have outlived what they were about. `exclude` is left out: what it fits is not read.
 * Says nothing of a project that was only read in part.
 */
export function unusedEntries(policy: Policy, { schemas, paths, ruleIds }: WholeProject): readonly UnusedEntry[] {
  const declared = policy.entities.size + policy.fields.size === 0 ? [] : schemas.map(selectorsIn);
  const isDeclared = (kind: keyof Selectors, key: string): boolean =>
    declared.some((selectors) => selectors[kind].has(key));
  const words = new Set(policy.words.size === 0 ? [] : schemas.flatMap((schema) => [...wordsOf(schema, policy.words)]));
  return [
    ...unused("rules", policy.rules, (id) => !ruleIds.includes(id), "there is no such rule"),
    ...unused(
      "words",
      policy.words,
      (word) => !words.has(word),
      (word) => {
        const counting = entryThatCounts(word, policy.words);
        return counting === word
          ? "no field of the project, relations aside, has this word in its name or label"
          : `\`${counting}\` is the same word, and the last entry counts`;
      },
    ),
    ...unused("entities", policy.entities, (key) => !isDeclared("entities", key), "the project has no such entity"),
    ...unused("paths", policy.paths, (pattern) => !fitsSome(pattern, paths), "the pattern fits no file that is read"),
    ...unused("fields", policy.fields, (key) => !isDeclared("fields", key), "the project has no such field"),
  ];
}

/** Whether the policy has no entry that could be unused: the project need not be looked at. */
export function hasNoEntries({ rules, words, entities, paths, fields }: Policy): boolean {
  return rules.size + words.size + entities.size + paths.size + fields.size === 0;
}

function unused(
  section: UnusedEntry["section"],
  entries: ReadonlyMap<string, unknown>,
  isUnused: (key: string) => boolean,
  because: string | ((key: string) => string),
): readonly UnusedEntry[] {
  return [...entries.keys()].filter(isUnused).map((key) => ({
    section,
    key,
    message: `\`${section}.${key}\` concerns nothing: ${typeof because === "string" ? because : because(key)}`,
  }));
}

function fitsSome(pattern: string, paths: readonly string[]): boolean {
  const test = globOf(pattern);
  return test === null || paths.some((path) => isWithinGlob(path, test));
}

/** What the policy may call what a file declares. */
interface Selectors {
  readonly entities: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

function selectorsIn(schema: FileSchema): Selectors {
  let selectors = selectorsOf.get(schema);
  if (!selectors) {
    const both = (name: string): readonly string[] => [name, `${schema.path}::${name}`];
    const fields = schema.entities.flatMap((entity) => entity.fields.map((field) => `${entity.name}.${field.name}`));
    selectors = {
      entities: new Set(schema.entities.flatMap(({ name }) => both(name))),
      fields: new Set(fields.flatMap(both)),
    };
    selectorsOf.set(schema, selectors);
  }
  return selectors;
}

/** A schema never changes, and while somebody types only one takes another's place. */
const selectorsOf = new WeakMap<FileSchema, Selectors>();

function wordsOf(schema: FileSchema, words: Policy["words"]): ReadonlySet<string> {
  let bySchema = found.get(words);
  if (!bySchema) found.set(words, (bySchema = new WeakMap()));
  let result = bySchema.get(schema);
  if (!result) {
    const texts = schema.entities.flatMap(({ fields }) =>
      fields.filter(({ type }) => type.shape !== "relation").flatMap(({ name, label }) => [name, label ?? ""]),
    );
    bySchema.set(schema, (result = new Set(texts.flatMap((text) => [...ownWordsIn(text, words)]))));
  }
  return result;
}

const found = new WeakMap<Policy["words"], WeakMap<FileSchema, ReadonlySet<string>>>();
