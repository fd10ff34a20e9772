import { type Document, isAlias, isMap, isNode, type Pair } from "yaml";

/** One key of the policy with its value, and where to say what is wrong with it. */
export interface Setting {
  readonly key: string;
  /** Of the key. */
  readonly offset: number;
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
    offset,
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

/** The parts of a mapping with fixed keys, by key; those that are not known are told of. */
export function partsOf(setting: Setting, name: string, known: readonly string[]): ReadonlyMap<string, Setting> {
  const parts = new Map(settingsIn(setting, name).map((part) => [part.key, part]));
  for (const { key, wrong } of parts.values()) {
    if (!known.includes(key)) wrong(`\`${key}\` is not known here; known are ${known.join(", ")}`);
  }
  return parts;
}

/** Why, for those who read the policy later; null, and told of, when it is missing. */
export function readReason(setting: Setting, name: string, parts: ReadonlyMap<string, Setting>): string | null {
  const reason = parts.get("reason")?.value;
  if (typeof reason === "string" && reason.trim() !== "") return reason;
  setting.wrong(`\`${name}\` needs a \`reason\``);
  return null;
}
