import type { Migration } from "./model.ts";

/** The migrations of one app in an order in which they can be applied. */
export interface OrderedMigrations {
  /** What they call their own app. */
  readonly label: string;
  readonly order: readonly Migration[];
  /** Names of those that no other builds on. More than one has to be merged before anything can be migrated. */
  readonly leaves: readonly string[];
  /** Some depend on each other, or on one of the app that is not there. */
  readonly broken: boolean;
}

/**
 * `label` is that of their app. What was squashed stands as it was before as long as all of it is still there: it tells more.
 */
export function orderedMigrations(all: readonly Migration[], label: string): OrderedMigrations {
  const own = labelOf(all, label);
  const names = new Set(all.map(({ name }) => name));
  const dropped = new Set<string>();
  /** What stands for a migration that is dropped. */
  const standsFor = new Map<string, readonly string[]>();
  for (const { name, replaces } of all) {
    const replaced = replaces.filter(({ app }) => app === own).map((reference) => reference.name);
    if (replaced.length === 0) continue;
    if (replaced.every((each) => names.has(each))) {
      dropped.add(name);
      standsFor.set(name, replaced);
    } else {
      for (const each of replaced) {
        dropped.add(each);
        standsFor.set(each, [name]);
      }
    }
  }

  const kept = new Map(all.filter(({ name }) => !dropped.has(name)).map((migration) => [migration.name, migration]));
  const parents = new Map<string, readonly string[]>();
  let broken = false;
  for (const { name, dependencies } of kept.values()) {
    const found = dependencies.flatMap((reference) => {
      if (reference.app !== own || reference.name.startsWith("__")) return [];
      return resolved(reference.name, standsFor).filter((each) => each !== name);
    });
    broken ||= found.some((each) => !kept.has(each));
    parents.set(
      name,
      found.filter((each) => kept.has(each)),
    );
  }
  const order = inOrder([...kept.keys()].sort(), parents);
  const built = new Set([...parents.values()].flat());
  return {
    label: own,
    order: order.names.map((name) => kept.get(name)!),
    leaves: [...kept.keys()].filter((name) => !built.has(name)).sort(),
    broken: broken || order.hasCycle,
  };
}

/** The label that they call their own app by: an `AppConfig` elsewhere may say another one than we know. */
function labelOf(all: readonly Migration[], label: string): string {
  const names = new Set(all.map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const { name: own, dependencies, replaces } of all) {
    for (const { app, name } of [...dependencies, ...replaces]) {
      // What is called like itself is of another app.
      if (name !== own && names.has(name)) counts.set(app, (counts.get(app) ?? 0) + 1);
    }
  }
  if (counts.has(label) || counts.size === 0) return label;
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

function resolved(name: string, standsFor: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([name]);
  const result: string[] = [];
  // A set shows what is added while it is gone through; a squashed migration may have been squashed again.
  for (const each of found) {
    const others = standsFor.get(each);
    if (!others) result.push(each);
    else for (const other of others) found.add(other);
  }
  return result;
}

/** Parents before their children, otherwise by name. Of a circle, the rest goes on by name. */
function inOrder(
  names: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
): { names: readonly string[]; hasCycle: boolean } {
  const done = new Set<string>();
  const open = new Set<string>();
  let hasCycle = false;
  for (const start of names) {
    const stack = [start];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const missing = done.has(name) ? [] : parents.get(name)!.filter((parent) => !done.has(parent));
      const next = missing.filter((parent) => !open.has(parent));
      hasCycle ||= next.length < missing.length;
      if (next.length > 0) {
        open.add(name);
        stack.push(next[0]!);
        continue;
      }
      stack.pop();
      open.delete(name);
      done.add(name);
    }
  }
  return { names: [...done], hasCycle };
}
