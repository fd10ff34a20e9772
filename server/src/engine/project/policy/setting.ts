import { type Document, isAlias, isMap, isNode, type Pair } from "yaml";

/** One key of the policy with its value, and where to say what is wrong with it. */
export interface Setting {
  readonly key: string;
  /** Plain data. */
  readonly value: unknown;
  /** Its keys, when the value is a mapping; none when there is no value; null when it is something else. */
  readonly settings: readonly Setting[] | null;
  readonly wrong: (message: string) => void;
}

/** @throws ReferenceError for an alias to nowhere, or a file that unfolds into millions of nodes. */
export function settingOf(
  pair: Pair,
  document: Document.Parsed,
  report: (offset: number, message: string) => void,
): Setting {
  const key: unknown = isNode(pair.key) ? pair.key.toJS(document) : null;
  const value: unknown = isNode(pair.value) ? pair.value.toJS(document) : null;
  const node = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
  const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  return {
    key: typeof key === "string" ? key : JSON.stringify(key),
    value,
    settings: isMap(node) ? node.items.map((item) => settingOf(item, document, report)) : value === null ? [] : null,
    wrong: (message) => {
      report(offset, message);
    },
  };
}

/** The keys of a section; none when it is missing, or something else than a mapping. */
export function settingsIn(section: Setting | undefined, name = section?.key ?? ""): readonly Setting[] {
  if (section?.settings) return section.settings;
  section?.wrong(`\`${name}\` must be a mapping`);
  return [];
}
