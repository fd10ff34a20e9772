import { addModuleImportEdits } from "../../languages/python/editImports.ts";
import { readModule } from "../../languages/python/module.ts";
import { ENCRYPTION_KEYS, type KeySetting } from "../../project/keys/publicKey.ts";
import type { Project } from "../../project/model.ts";
import { inSequence } from "../inSequence.ts";
import type { FileChange, FixStep } from "../model.ts";
import { type PlacedEditing, placedEdits } from "../placedEditing.ts";
import { haveKeysAsMeant } from "./keys/keysAsMeant.ts";
import { localSwitches } from "./keys/localSwitches.ts";
import { type KeyReader, fromEnvironment, keyReader, keyReaderInClass } from "./keys/readingKeys.ts";
import { addToSettings, isAssigned, type Lines } from "./keys/settingsBlock.ts";
import { type SettingsHome, settingsHomes } from "./keys/settingsHomes.ts";

const READ_PLAINTEXT = "FIELD_ENCRYPTION_READ_PLAINTEXT";

export interface StepAndNotes {
  readonly step: FixStep | null;
  readonly notes: readonly string[];
}

/**
 * Lets the settings read the keys from where the project keeps its secrets, and gives a fixed key to those for local runs and tests.
 * No file ever gets a key that protects anything. `readsPlaintext`: there may be rows that no migration encrypts. `others` are edits of
 * settings for the same reason.
 */
export function keySettingsStep(
  project: Project,
  readsPlaintext: boolean,
  others: readonly PlacedEditing[] = [],
  keys: readonly KeySetting[] = [ENCRYPTION_KEYS],
): StepAndNotes {
  const changes = keySettingsChanges(project, readsPlaintext, others, keys);
  if (changes === null) {
    const where = project.areSettingsClasses ? "the class of settings that the others inherit from" : "the settings";
    const without = [...(placedEdits(project.texts, others) ?? [])];
    return {
      step: without.length > 0 ? { label: "Settings", changes: without } : null,
      notes: [
        `Add to ${where}: ${keys.map(({ name }) => `\`${name} = ${fromEnvironment(name)}\``).join(", ")}${readsPlaintext ? `, and \`${READ_PLAINTEXT} = True\` as long as rows from before the encryption may exist` : ""}.`,
      ],
    };
  }
  if (changes.length === 0) return { step: null, notes: [] };
  return { step: { label: "Settings", changes }, notes: notesOnLocalRuns(project, changes, keys) };
}

/** Where nothing tells a developer's machine from production, a key for the one would be used in the other. */
function notesOnLocalRuns(project: Project, changes: readonly Edit[], keys: readonly KeySetting[]): readonly string[] {
  return settingsHomes(project)
    .filter(({ place: { path } }) => changes.some((change) => change.path === path))
    .filter((home) => !home.isLocal && home.local.length === 0 && localSwitches(project, home).length === 0)
    .flatMap(({ place: { path, className } }) => {
      const module = readModule(project.texts.get(path) ?? "");
      const added = keys.filter(({ name }) => !isAssigned(module, className, name)).map(({ name }) => `\`${name}\``);
      if (added.length === 0) return [];
      return `\`${path}\` does not tell local runs from production, so that \`manage.py test\` and \`check\` need ${added.join(" and ")} on every machine. Let \`DEBUG\` come from the environment before this fix, and it gives local runs a fixed key of their own.`;
    });
}

/** A quick look; true also where there are no settings to change. */
export function hasKeySettings(
  { settingsPath, areSettingsClasses, texts }: Project,
  readsPlaintext: boolean,
  keys: readonly KeySetting[] = [ENCRYPTION_KEYS],
): boolean {
  if (settingsPath === null) return true;
  const isThere = (text: string | undefined): boolean =>
    keys.every(({ name }) => text?.includes(name)) && (!readsPlaintext || !!text?.includes(READ_PLAINTEXT));
  // The classes may be anywhere.
  return areSettingsClasses ? [...texts.values()].some(isThere) : isThere(texts.get(settingsPath));
}

type Edit = Extract<FileChange, { kind: "edit" }>;

/** Null where they cannot be edited for certain. */
function keySettingsChanges(
  project: Project,
  readsPlaintext: boolean,
  others: readonly PlacedEditing[],
  keys: readonly KeySetting[],
): readonly Edit[] | null {
  const homes = settingsHomes(project);
  if (homes.length === 0) return null;
  const changes = placedEdits(project.texts, [
    ...homes.flatMap((home) => editingsOf(project, home, readsPlaintext, keys)),
    ...others,
  ]);
  return changes && keys.every((each) => haveKeysAsMeant(project, homes, changes, each)) ? changes : null;
}

function editingsOf(
  project: Project,
  home: SettingsHome,
  readsPlaintext: boolean,
  keys: readonly KeySetting[],
): readonly PlacedEditing[] {
  const { place, local, isLocal } = home;
  const text = project.texts.get(place.path) ?? "";
  // Where keys are read already, somebody has decided what the others do.
  const missing = keys.filter(({ name }) => !isAssigned(readModule(text), place.className, name));
  const readers = isLocal
    ? []
    : missing.map((each) => ({ setting: each, reader: readerIn(project, home, text, each) }));
  const ownLines: Lines[] = [
    ...(isLocal ? missing.map(localLines) : readers.map((each) => sharedLines(project, home, each))),
    ...(readsPlaintext && !isAssigned(readModule(text), place.className, READ_PLAINTEXT) ? [PLAINTEXT_LINES] : []),
  ];
  const own: PlacedEditing = {
    path: place.path,
    editing: (before) => {
      const added = addToSettings(before, place.className, ownLines, readers[0]?.reader.after ?? 0);
      if (!added || !readers.some(({ reader }) => reader.needsOs)) return added;
      const use = added[0]!.span.start;
      return inSequence(before, [() => added, (current) => addModuleImportEdits(readModule(current), "os", use)]);
    },
  };
  return [
    own,
    ...local.map((each): PlacedEditing => ({
      path: each.path,
      editing: (before) => {
        const module = readModule(before);
        const lines = missing.filter(({ name }) => !isAssigned(module, each.className, name)).map(localLines);
        return addToSettings(before, each.className, lines, 0);
      },
    })),
  ];
}

function readerIn(
  { settings }: Project,
  { place, environments }: SettingsHome,
  text: string,
  { name }: KeySetting,
): KeyReader {
  const module = readModule(text);
  return place.className === null
    ? keyReader(name, module, place.path, settings, environments[0]!)
    : keyReaderInClass(name, module);
}

function localLines({ name, publicKey }: KeySetting): Lines {
  return {
    beside: [],
    lines: ["# For local runs and tests alone: this key is public and protects nothing.", `${name} = ["${publicKey}"]`],
  };
}

const PLAINTEXT_LINES: Lines = {
  beside: [ENCRYPTION_KEYS.name],
  lines: [
    "# Lets rows from before the encryption be read. Remove it when all of them were saved again.",
    `${READ_PLAINTEXT} = True`,
  ],
};

/** Behind what belongs with it: earlier keys, Django's own secret, and what it is made with. */
function sharedLines(
  project: Project,
  home: SettingsHome,
  { setting: { name, publicKey, of }, reader }: { readonly setting: KeySetting; readonly reader: KeyReader },
): Lines {
  const lines = [`# Keys of the ${of}, the newest first, separated by commas.`, `${name} = ${reader.expression}`];
  const switches = localSwitches(project, home);
  if (switches.length === 0) return { beside: ["SECRET_KEY"], lines };
  const test = switches.length > 1 ? `(${switches.join(" or ")})` : switches[0]!;
  return {
    beside: ["SECRET_KEY", ...switches],
    lines: [
      ...lines,
      `if ${test} and not ${name}:`,
      "    # For local runs and tests alone: this key is public and protects nothing.",
      `    ${name} = ["${publicKey}"]`,
    ],
  };
}
