import type { FileSchema } from "../schema/schema.ts";
import type { Inheritance } from "./inheritance.ts";
import { entryThatCounts, ownWordsIn } from "./ownWords.ts";
import { globOf, isWithinGlob } from "./policy/glob.ts";
import type { Policy } from "./policy/model.ts";
import { type NamedEntity, selectorsOf } from "./policy/selectors.ts";
import { fieldsOfModel } from "./thirdParty/fieldsOfModel.ts";
import { type KnownModel, knownModelOf } from "./thirdParty/knownModels.ts";

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
  readonly inheritance: Inheritance;
  /** Models that packages add. They are asked for only where an entry concerns nothing of the project's own. */
  readonly installed: () => readonly KnownModel[];
}

/**
 * Entries that are misspelt, or that have outlived what they were about. `exclude` is left out: what it fits is not read.
 * Says nothing of a project that was only read in part.
 */
export function unusedEntries(policy: Policy, project: WholeProject): readonly UnusedEntry[] {
  const { schemas, paths, ruleIds } = project;
  const declared = policy.entities.size + policy.fields.size === 0 ? [] : schemas.map(selectorsIn);
  const isDeclared = (kind: keyof Selectors, key: string): boolean =>
    declared.some((selectors) => selectors[kind].has(key)) || concernsOthers(kind, key, policy, project);
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

/** Whether a model has such a field from another, or such a model is a package's: one that an app adds, or a base of the project's own. */
function concernsOthers(
  kind: keyof Selectors,
  key: string,
  policy: Policy,
  { schemas, inheritance, installed }: WholeProject,
): boolean {
  const end = kind === "fields" ? key.lastIndexOf(".") : key.length;
  const [selector, field] = [key.slice(0, end), key.slice(end + 1)];
  const isMeant = (path: string, entity: NamedEntity["entity"]): boolean =>
    selectorsOf({ path, entity }).includes(selector);
  const own = schemas.flatMap((schema) => schema.entities.map((entity) => ({ entity, schema })));
  if (kind === "fields") {
    const models = own.filter(({ entity, schema }) => isMeant(schema.path, entity));
    if (models.some((model) => inheritance.fieldsOf(model).has(field))) return true;
  }
  const isOfPackage = (model: KnownModel): boolean =>
    isMeant(model.schema.path, { name: model.entity.name, appLabel: model.app }) &&
    (kind === "entities" || [...fieldsOfModel(model, policy).keys()].some(({ name }) => name === field));
  const bases = (): readonly KnownModel[] =>
    own.flatMap((model) => inheritance.orderOf(model).flatMap(({ entity }) => knownModelOf(entity) ?? []));
  return installed().some(isOfPackage) || bases().some(isOfPackage);
}

/** What the policy may call what a file declares. */
interface Selectors {
  readonly entities: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

function selectorsIn(schema: FileSchema): Selectors {
  let selectors = known.get(schema);
  if (!selectors) {
    const entities = schema.entities.map((entity) => ({ entity, names: selectorsOf({ path: schema.path, entity }) }));
    selectors = {
      entities: new Set(entities.flatMap(({ names }) => names)),
      fields: new Set(
        entities.flatMap(({ entity, names }) =>
          entity.fields.flatMap((field) => names.map((name) => `${name}.${field.name}`)),
        ),
      ),
    };
    known.set(schema, selectors);
  }
  return selectors;
}

/** A schema never changes, and while somebody types only one takes another's place. */
const known = new WeakMap<FileSchema, Selectors>();

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
